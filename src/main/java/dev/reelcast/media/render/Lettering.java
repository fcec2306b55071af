package dev.reelcast.media.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sets text in lines: any script, in the direction it is read, each letter from the first font that has it. A letter that no
 * font has is left out and remembered, since a box in its place says nothing.
 */
final class Lettering {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
    /** Distance of two lines in parts of the font's size. */
    private static final double LEADING = 1.4;

    private final List<Font> fonts;
    private final int size;
    private final Set<String> missing = new TreeSet<>();

    /**
     * @param first the font that is wanted
     * @param others in order of preference, for what it has not
     * @param size pixels
     */
    Lettering(Font first, List<Font> others, int size) {
        this.size = size;
        this.fonts = new ArrayList<>();
        fonts.add(first.deriveFont((float) size));
        others.forEach(font -> fonts.add(font.deriveFont((float) size)));
    }

    /** A set line; those of text that is read from right to left stand at the right. */
    record Line(TextLayout layout, boolean rightToLeft) {}

    /** A stretch of a text in a colour of its own. */
    record Stretch(int from, int to, Color colour) {}

    double lineHeight() {
        return LEADING * size;
    }

    /** The text as it can be drawn: without what no font has, on one line. */
    String drawable(String text) {
        StringBuilder drawable = new StringBuilder();
        text.codePoints().forEach(letter -> {
            if (Character.isWhitespace(letter) || Character.isISOControl(letter)) {
                drawable.append(' ');
            } else if (invisible(letter) || fontOf(letter) >= 0) {
                drawable.appendCodePoint(letter);
            } else {
                missing.add(Character.toString(letter));
            }
        });
        return drawable.toString().replaceAll(" +", " ").strip();
    }

    /** What was left out so far. */
    Set<String> missing() {
        return Set.copyOf(missing);
    }

    /** How many lines a text takes. */
    int count(String drawable, double width) {
        return lines(drawable, width, List.of()).size();
    }

    /**
     * The lines of a text.
     *
     * @param drawable as {@link #drawable} gives it
     * @param width pixels
     * @param stretches colours; what lies outside of all has the colour that is drawn with
     */
    List<Line> lines(String drawable, double width, List<Stretch> stretches) {
        List<Line> lines = new ArrayList<>();
        if (drawable.isBlank()) {
            return lines;
        }
        boolean rightToLeft = !new Bidi(drawable, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
        AttributedString text = new AttributedString(drawable);
        setFonts(text, drawable);
        text.addAttribute(
                TextAttribute.RUN_DIRECTION,
                rightToLeft ? TextAttribute.RUN_DIRECTION_RTL : TextAttribute.RUN_DIRECTION_LTR);
        for (Stretch stretch : stretches) {
            if (stretch.to() > stretch.from()) {
                text.addAttribute(TextAttribute.FOREGROUND, stretch.colour(), stretch.from(), stretch.to());
            }
        }
        LineBreakMeasurer measurer = new LineBreakMeasurer(text.getIterator(), CONTEXT);
        while (measurer.getPosition() < drawable.length()) {
            lines.add(new Line(measurer.nextLayout((float) width), rightToLeft));
        }
        return lines;
    }

    private void setFonts(AttributedString text, String drawable) {
        int from = 0;
        int current = 0;
        for (int i = 0; i < drawable.length(); i += Character.charCount(drawable.codePointAt(i))) {
            int letter = drawable.codePointAt(i);
            int font = letter == ' ' || invisible(letter) || fonts.get(current).canDisplay(letter)
                    ? current
                    : Math.max(0, fontOf(letter));
            if (font != current) {
                addFont(text, current, from, i);
                from = i;
                current = font;
            }
        }
        addFont(text, current, from, drawable.length());
    }

    private void addFont(AttributedString text, int font, int from, int to) {
        if (to > from) {
            text.addAttribute(TextAttribute.FONT, fonts.get(font), from, to);
        }
    }

    /** Joiners, marks of direction and selectors of a form: nothing to draw by themselves. */
    private static boolean invisible(int letter) {
        int type = Character.getType(letter);
        return type == Character.FORMAT || (letter >= 0xFE00 && letter <= 0xFE0F);
    }

    private int fontOf(int letter) {
        for (int i = 0; i < fonts.size(); i++) {
            if (fonts.get(i).canDisplay(letter)) {
                return i;
            }
        }
        return -1;
    }
}
