package dev.reelcast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {

    @Test
    void readsSizeAndColourOfWhatEncodersWrite() throws IOException {
        assertThat(Picture.read(encoded("png", 140, 90, BufferedImage.TYPE_INT_RGB)))
                .contains(new Picture("image/png", 140, 90, Picture.Colour.RGB));
        assertThat(Picture.read(encoded("png", 14, 90, BufferedImage.TYPE_INT_ARGB)))
                .contains(new Picture("image/png", 14, 90, Picture.Colour.RGB_WITH_TRANSPARENCY));
        assertThat(Picture.read(encoded("png", 14, 90, BufferedImage.TYPE_BYTE_GRAY)))
                .contains(new Picture("image/png", 14, 90, Picture.Colour.GREY));
        assertThat(Picture.read(encoded("jpg", 300, 200, BufferedImage.TYPE_INT_RGB)))
                .contains(new Picture("image/jpeg", 300, 200, Picture.Colour.RGB));
        assertThat(Picture.read(encoded("jpg", 300, 200, BufferedImage.TYPE_BYTE_GRAY)))
                .contains(new Picture("image/jpeg", 300, 200, Picture.Colour.GREY));
    }

    @Test
    void findsTheFrameOfAPrintersJpegBehindItsProfile() {
        byte[] profile = new byte[60_000];
        byte[] file = new byte[2 + profile.length + 22];
        file[0] = (byte) 0xff;
        file[1] = (byte) 0xd8;
        file[2] = (byte) 0xff;
        file[3] = (byte) 0xe2;
        file[4] = (byte) ((profile.length - 2) >> 8);
        file[5] = (byte) ((profile.length - 2) & 0xff);
        int frame = 2 + profile.length;
        byte[] header = {(byte) 0xff, (byte) 0xc2, 0, 20, 8, 0x05, 0x78, 0x05, 0x78, 4};
        System.arraycopy(header, 0, file, frame, header.length);

        assertThat(Picture.read(file)).contains(new Picture("image/jpeg", 1400, 1400, Picture.Colour.CMYK));
    }

    @Test
    void isNothingForWhatIsCutOffOrNoPicture() throws IOException {
        byte[] jpeg = encoded("jpg", 300, 200, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);

        assertThat(Picture.read(new byte[0])).isEmpty();
        assertThat(Picture.read(Arrays.copyOf(jpeg, 20))).isEmpty();
        assertThat(Picture.read("<svg xmlns='http://www.w3.org/2000/svg'/>"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEmpty();
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = Arrays.copyOf(jpeg, 3 + random.nextInt(200));
            random.nextBytes(broken);
            broken[0] = (byte) 0xff;
            broken[1] = (byte) 0xd8;
            broken[2] = (byte) 0xff;
            assertThat(Picture.read(broken).map(Picture::type))
                    .isIn(java.util.Optional.empty(), java.util.Optional.of("image/jpeg"));
        }
    }

    @Test
    void artworkIsSquareAndOfTheSizeThatDirectoriesTake() {
        assertThat(ArtworkRule.broken(rgb(1_400, 1_400))).isEmpty();
        assertThat(ArtworkRule.broken(rgb(3_000, 3_000))).isEmpty();
        assertThat(ArtworkRule.broken(rgb(1_399, 1_399)))
                .hasValueSatisfying(why -> assertThat(why).contains("1,399"));
        assertThat(ArtworkRule.broken(rgb(3_001, 3_001))).isPresent();
        assertThat(ArtworkRule.broken(rgb(1_400, 1_401)))
                .hasValueSatisfying(why -> assertThat(why).contains("not square"));
        assertThat(ArtworkRule.broken(new Picture("image/jpeg", 1_400, 1_400, Picture.Colour.CMYK)))
                .hasValueSatisfying(why -> assertThat(why).contains("CMYK"));
        assertThat(ArtworkRule.broken(new Picture("image/png", 1_400, 1_400, Picture.Colour.GREY)))
                .isPresent();
    }

    private static Picture rgb(int width, int height) {
        return new Picture("image/png", width, height, Picture.Colour.RGB);
    }

    private static byte[] encoded(String format, int width, int height, int type) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, type), format, out))
                .isTrue();
        return out.toByteArray();
    }
}
