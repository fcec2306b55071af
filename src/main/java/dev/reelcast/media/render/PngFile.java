package dev.reelcast.media.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a picture as PNG (ISO/IEC 15948), quickly rather than small: each line as its difference from the one above, which
 * is nothing in most of a page. Java's own writer tries every filter on every line, and takes five times as long.
 */
final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte FILTER_UP = 2;
    private static final byte COLOUR = 2;
    private static final byte COLOUR_AND_ALPHA = 6;

    private PngFile() {}

    /** @param image of type {@code TYPE_3BYTE_BGR} or {@code TYPE_4BYTE_ABGR} */
    static void write(BufferedImage image, Path file) throws IOException {
        boolean alpha = image.getType() == BufferedImage.TYPE_4BYTE_ABGR;
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(SIGNATURE);
            ByteBuffer header = ByteBuffer.allocate(13);
            header.putInt(image.getWidth()).putInt(image.getHeight()).put((byte) 8);
            header.put(alpha ? COLOUR_AND_ALPHA : COLOUR);
            chunk(out, "IHDR", header.array());
            chunk(out, "IDAT", pixels(image, alpha ? 4 : 3));
            chunk(out, "IEND", new byte[0]);
        }
    }

    private static byte[] pixels(BufferedImage image, int parts) throws IOException {
        byte[] raster = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int width = image.getWidth() * parts;
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream packed = new ByteArrayOutputStream(1 << 18);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater, 1 << 16)) {
            byte[] line = new byte[1 + width];
            line[0] = FILTER_UP;
            for (int y = 0; y < image.getHeight(); y++) {
                int at = y * width;
                for (int x = 0; x < width; x += parts) {
                    for (int part = 0; part < parts; part++) {
                        // In memory the parts of a pixel stand the other way round: alpha, blue, green, red.
                        int from = at + x + parts - 1 - part;
                        byte above = y == 0 ? 0 : raster[from - width];
                        line[1 + x + part] = (byte) (raster[from] - above);
                    }
                }
                out.write(line);
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.write(ByteBuffer.allocate(4).putInt(data.length).array());
        out.write(name);
        out.write(data);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
