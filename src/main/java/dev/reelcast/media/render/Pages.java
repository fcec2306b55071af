package dev.reelcast.media.render;

import dev.reelcast.media.render.Page.Cue;
import dev.reelcast.model.Narration.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts a narrated text into pages. As pages, sentences stand together as far as they fit; as captions each stands alone. A
 * sentence that is longer than a page goes over several, its time shared out by letters.
 */
final class Pages {

    private final ToIntFunction<String> lines;
    private final int most;
    private final boolean together;

    /**
     * @param lines how many a text takes
     * @param most lines of a page, at least 1
     * @param together whether sentences share a page
     */
    Pages(ToIntFunction<String> lines, int most, boolean together) {
        this.lines = lines;
        this.most = most;
        this.together = together;
    }

    /** @param sentences as they can be drawn; those without a letter are passed over */
    List<Page> of(List<Sentence> sentences) {
        List<Page> pages = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        List<Cue> cues = new ArrayList<>();
        for (Sentence piece : pieces(sentences)) {
            String joined = text.isEmpty() ? piece.text() : text + " " + piece.text();
            if (!cues.isEmpty() && (!together || lines.applyAsInt(joined) > most)) {
                pages.add(new Page(text.toString(), cues));
                text.setLength(0);
                cues.clear();
            }
            if (!text.isEmpty()) {
                text.append(' ');
            }
            int from = text.length();
            text.append(piece.text());
            cues.add(new Cue(from, text.length(), piece.start(), piece.end()));
        }
        if (!cues.isEmpty()) {
            pages.add(new Page(text.toString(), cues));
        }
        return pages;
    }

    private List<Sentence> pieces(List<Sentence> sentences) {
        List<Sentence> pieces = new ArrayList<>();
        for (Sentence sentence : sentences) {
            if (!sentence.text().isBlank()) {
                split(sentence, pieces);
            }
        }
        return pieces;
    }

    private void split(Sentence sentence, List<Sentence> pieces) {
        String rest = sentence.text();
        double perLetter = (sentence.end() - sentence.start()) / rest.length();
        double start = sentence.start();
        while (lines.applyAsInt(rest) > most) {
            int cut = fitting(rest);
            double end = start + cut * perLetter;
            pieces.add(new Sentence(start, end, rest.substring(0, cut).strip()));
            rest = rest.substring(cut).stripLeading();
            start = end;
        }
        if (!rest.isEmpty()) {
            pieces.add(new Sentence(start, Math.max(start, sentence.end()), rest));
        }
    }

    /** The most of a text that fits a page, to the end of a word if there is one. */
    private int fitting(String text) {
        int fits = Character.charCount(text.codePointAt(0));
        int tooMuch = text.length();
        while (tooMuch - fits > 1) {
            int middle = (fits + tooMuch) / 2;
            if (lines.applyAsInt(text.substring(0, middle)) <= most) {
                fits = middle;
            } else {
                tooMuch = middle;
            }
        }
        int word = text.lastIndexOf(' ', fits);
        int cut = word > fits / 2 ? word : fits;
        return cut < text.length() && Character.isLowSurrogate(text.charAt(cut)) ? cut + 1 : cut;
    }
}
