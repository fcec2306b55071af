package dev.reelcast.media.render;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** What stands behind the text: a colour, a picture, or nothing where a video will be. */
final class Backdrop {

    private Backdrop() {}

    /** A colour that gets darker towards the bottom. */
    static BufferedImage colour(int width, int height, Color colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D out = image.createGraphics();
        out.setPaint(new GradientPaint(0, 0, colour, 0, height, shaded(colour, 0.6)));
        out.fillRect(0, 0, width, height);
        out.dispose();
        return image;
    }

    /** @param rgb three bytes a pixel, line by line */
    static BufferedImage picture(int width, int height, byte[] rgb, double dim) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        int[] pixels = new int[width * height];
        double light = 1 - dim;
        for (int i = 0; i < pixels.length; i++) {
            int red = (int) ((rgb[3 * i] & 0xFF) * light);
            int green = (int) ((rgb[3 * i + 1] & 0xFF) * light);
            int blue = (int) ((rgb[3 * i + 2] & 0xFF) * light);
            pixels[i] = red << 16 | green << 8 | blue;
        }
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return image;
    }

    /** Nothing, to be laid over a video. */
    static BufferedImage clear(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_4BYTE_ABGR);
        Graphics2D out = image.createGraphics();
        out.setComposite(AlphaComposite.Clear);
        out.fillRect(0, 0, width, height);
        out.dispose();
        return image;
    }

    static Color shaded(Color colour, double light) {
        return new Color(
                (int) (colour.getRed() * light), (int) (colour.getGreen() * light), (int) (colour.getBlue() * light));
    }
}
