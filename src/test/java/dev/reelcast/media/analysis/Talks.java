package dev.reelcast.media.analysis;

import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Transcript.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes talks of any length about given subjects. */
final class Talks {

    static final List<String> BREAD = List.of(
            "sourdough",
            "starter",
            "flour",
            "oven",
            "crust",
            "yeast",
            "dough",
            "kneading",
            "bakery",
            "loaf",
            "crumb",
            "hydration",
            "proofing basket",
            "rye flour",
            "baking stone",
            "salt",
            "recipe",
            "baker");
    static final List<String> STARS = List.of(
            "telescope",
            "galaxy",
            "supernova",
            "orbit",
            "planet",
            "comet",
            "spectrum",
            "nebula",
            "gravity",
            "astronomer",
            "black hole",
            "light year",
            "satellite",
            "eclipse",
            "observatory",
            "red dwarf",
            "dark matter",
            "cluster");
    static final List<String> BOATS = List.of(
            "harbour",
            "sail",
            "rudder",
            "keel",
            "anchor",
            "mast",
            "regatta",
            "skipper",
            "hull",
            "tide",
            "jib sheet",
            "main sail",
            "lighthouse",
            "mooring",
            "compass",
            "spinnaker",
            "sea chart",
            "crew");

    private static final List<String> FORMS = List.of(
            "Whoever wants a good %s should first look closely at the %s and the %s.",
            "Experience shows that the %s depends on the %s, while the %s hardly matters.",
            "My grandmother always compared the %s with a %s and a fresh %s.",
            "Nobody understands a %s without respecting the %s behind every %s.",
            "Careful people inspect their %s, clean the %s and repair the %s.");

    private Talks() {}

    /** Sentences about a subject, a segment each, evenly spread over a span. */
    static List<Segment> about(List<String> subject, double from, double to, double secondsEach) {
        Random random = new Random(subject.get(0).hashCode());
        List<Segment> segments = new ArrayList<>();
        for (double at = from; at + secondsEach <= to; at += secondsEach) {
            String text = String.format(
                    FORMS.get(random.nextInt(FORMS.size())),
                    word(subject, random),
                    word(subject, random),
                    word(subject, random));
            segments.add(new Segment(at, at + secondsEach, text));
        }
        return segments;
    }

    static Transcript transcript(@Nullable String language, List<Segment> segments) {
        return new Transcript("captions", language, false, null, segments);
    }

    static SourceInfo titled(@Nullable String title) {
        return new SourceInfo(title, null, null, null, null, null, null, true);
    }

    /** Speech in spans of which each is talked through with breaths. */
    static Speech speech(double duration, Span... talks) {
        List<Span> segments = new ArrayList<>();
        double spoken = 0;
        for (Span talk : talks) {
            for (double at = talk.start(); at < talk.end(); at += 5) {
                double end = Math.min(talk.end(), at + (at + 5 >= talk.end() ? 5 : 4.5));
                segments.add(new Span(at, end));
                spoken += end - at;
            }
        }
        return new Speech(duration, segments, spoken / duration, "test");
    }

    private static String word(List<String> subject, Random random) {
        return subject.get(random.nextInt(subject.size()));
    }
}
