package dev.reelcast.media.render;

import dev.reelcast.media.render.Lettering.Line;
import dev.reelcast.media.render.Lettering.Stretch;
import dev.reelcast.media.render.Page.Cue;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import java.util.Set;

/** Paints the pages of one video. For one thread. */
final class PagePainter {

    private static final int CAPTION_LINES = 2;
    /** Parts of the height that the text of a page takes at most, and of the width that it leaves free on each side. */
    private static final double TALLEST = 0.8;

    private static final double MARGIN = 0.1;
    /** Where captions end, in parts of the height. */
    private static final double CAPTIONS_END = 0.92;

    private static final int TITLE_LINES = 5;
    private static final double TITLE_SCALE = 1.7;
    private static final int LEAST_TITLE = 16;
    private static final Color CAPTION_BOX = new Color(0, 0, 0, 165);

    private final Look look;
    private final BufferedImage backdrop;
    private final Font bold;
    private final List<Font> others;
    private final Lettering lettering;
    private final Set<String> missing;

    /**
     * @param backdrop of the look's size; stays as it is
     * @param missing takes the letters that no font has
     */
    PagePainter(Look look, Fonts fonts, BufferedImage backdrop, Set<String> missing) {
        this.look = look;
        this.backdrop = backdrop;
        this.missing = missing;
        Fonts.Family family = fonts.family(look.font());
        this.bold = family.bold();
        this.others = fonts.all().stream().map(Fonts.Family::plain).toList();
        this.lettering = new Lettering(family.plain(), others, look.fontSize());
    }

    /** A sentence as it can be drawn. */
    String drawable(String sentence) {
        String drawable = lettering.drawable(sentence);
        missing.addAll(lettering.missing());
        return drawable;
    }

    /** What cuts a text into pages of this look. */
    Pages pages() {
        int most =
                look.captions() ? CAPTION_LINES : Math.max(1, (int) (look.height() * TALLEST / lettering.lineHeight()));
        return new Pages(text -> lettering.count(text, textWidth()), most, !look.captions());
    }

    /** The title over a line in the accent's colour; smaller as it gets longer, and cut after five lines. */
    BufferedImage title(String title) {
        int size = (int) (look.fontSize() * TITLE_SCALE);
        Lettering letters = new Lettering(bold, others, size);
        String drawable = letters.drawable(title);
        while (size > LEAST_TITLE && letters.count(drawable, textWidth()) > TITLE_LINES) {
            size = size * 9 / 10;
            letters = new Lettering(bold, others, size);
        }
        List<Line> all = letters.lines(drawable, textWidth(), List.of());
        List<Line> lines = all.subList(0, Math.min(TITLE_LINES, all.size()));
        BufferedImage image = copy();
        Graphics2D out = graphics(image);
        double end = block(out, lines, letters.lineHeight());
        double length = look.scaled(240);
        boolean right = !lines.isEmpty() && lines.get(0).rightToLeft();
        double x = right ? look.width() - margin() - length : margin();
        out.setColor(look.accent());
        out.fill(new Rectangle2D.Double(x, end + look.scaled(16), length, look.scaled(12)));
        out.dispose();
        return image;
    }

    /** A page while one of its cues is spoken. */
    BufferedImage page(Page page, Cue spoken) {
        BufferedImage image = copy();
        Graphics2D out = graphics(image);
        if (look.captions()) {
            captions(out, lettering.lines(page.text(), textWidth(), List.of()));
        } else {
            List<Stretch> marked = page.cues().size() > 1
                    ? List.of(new Stretch(spoken.from(), spoken.to(), look.accent()))
                    : List.of();
            block(out, lettering.lines(page.text(), textWidth(), marked), lettering.lineHeight());
        }
        out.dispose();
        return image;
    }

    /** Only what is behind the text. */
    BufferedImage empty() {
        return backdrop;
    }

    /** Lines in the middle of the height, each at its side; answers where they end. */
    private double block(Graphics2D out, List<Line> lines, double lineHeight) {
        double top = (look.height() - lines.size() * lineHeight) / 2;
        out.setColor(look.text());
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            double x =
                    line.rightToLeft() ? look.width() - margin() - line.layout().getAdvance() : margin();
            draw(out, line, x, top + i * lineHeight, lineHeight);
        }
        return top + lines.size() * lineHeight;
    }

    private void captions(Graphics2D out, List<Line> lines) {
        double lineHeight = lettering.lineHeight();
        double widest = lines.stream()
                .mapToDouble(line -> line.layout().getVisibleAdvance())
                .max()
                .orElse(0);
        double padding = look.fontSize() * 0.5;
        double top = look.height() * CAPTIONS_END - lines.size() * lineHeight;
        out.setColor(CAPTION_BOX);
        out.fill(new RoundRectangle2D.Double(
                (look.width() - widest) / 2 - padding,
                top - padding / 2,
                widest + 2 * padding,
                lines.size() * lineHeight + padding,
                padding,
                padding));
        out.setColor(look.text());
        for (int i = 0; i < lines.size(); i++) {
            double width = lines.get(i).layout().getVisibleAdvance();
            draw(out, lines.get(i), (look.width() - width) / 2, top + i * lineHeight, lineHeight);
        }
    }

    private static void draw(Graphics2D out, Line line, double x, double top, double lineHeight) {
        double ascent = line.layout().getAscent();
        double free = lineHeight - ascent - line.layout().getDescent();
        line.layout().draw(out, (float) x, (float) (top + free / 2 + ascent));
    }

    private BufferedImage copy() {
        BufferedImage image = new BufferedImage(look.width(), look.height(), backdrop.getType());
        byte[] from = ((DataBufferByte) backdrop.getRaster().getDataBuffer()).getData();
        byte[] to = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(from, 0, to, 0, from.length);
        return image;
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D out = image.createGraphics();
        out.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        out.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        out.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        return out;
    }

    private double margin() {
        return look.width() * MARGIN;
    }

    private double textWidth() {
        return look.width() * (1 - 2 * MARGIN);
    }
}
