package dev.reelcast.media.analysis;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.text.StopWords;
import dev.reelcast.media.text.Vocabulary;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Transcript;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Analyses without a network: the episode is the longest block of speech ({@link Episode}), its summary and insights are
 * sentences of its own ({@link Digest}), its chapters begin where the words change ({@link Chapters}). It understands
 * nothing, so the agent's prompt has no effect; its keywords do.
 *
 * <p>Confidence of a recording is, capped at 0.95,
 *
 * <pre>0.35 × dominance + 0.25 × density + 0.20 × text + 0.20 × length</pre>
 *
 * where dominance is the episode's share of all speech, density the share of speech in the episode, text is 1 for a timed
 * transcript, 0.5 for a draft or one without times and 0 for none, and length is the episode's length by the length asked
 * for (by one minute when none is asked for), at most 1. Confidence of a text alone is 0.5, and 0 for an empty one.
 */
public final class BuiltInAnalyser implements Analyser {

    /** What {@link Analysis#analyser} says. */
    public static final String NAME = "built-in";

    private static final double ENGLISH = 0.2;

    @Override
    public Analysis analyse(AnalysisRequest request, Cancellation cancellation, DoubleConsumer progress) {
        cancellation.throwIfCancelled();
        Transcript transcript = request.transcript();
        List<Passage> all = Passages.of(transcript, null, declared(request));
        String language = language(request, all);
        Vocabulary vocabulary =
                Vocabulary.of(language, all.stream().map(Passage::folded).toList());
        progress.accept(0.2);
        Speech speech = request.speech();
        Episode episode =
                speech == null ? null : Episode.choose(speech, all, request.keywords(), vocabulary, request.duration());
        Span span = episode == null ? null : episode.span();
        cancellation.throwIfCancelled();
        List<Passage> said = span == null ? all : Passages.of(transcript, span, language);
        List<List<String>> stems = said.stream()
                .map(passage -> vocabulary.content(passage.folded()))
                .toList();
        progress.accept(0.4);
        Digest digest = Digest.of(said, stems, vocabulary);
        cancellation.throwIfCancelled();
        progress.accept(0.8);
        List<Chapter> chapters = span == null ? List.of() : Chapters.of(said, stems, vocabulary, span);
        Verdict verdict = Verdict.of(span, request.minMinutes());
        progress.accept(1);
        return new Analysis(
                NAME,
                null,
                span,
                title(request, digest),
                digest.summary(),
                digest.insights(),
                digest.topics(),
                chapters,
                confidence(request, episode, said),
                verdict.longEnough(),
                reason(verdict, episode, said));
    }

    private static @Nullable String declared(AnalysisRequest request) {
        String language = request.transcript().language();
        return language != null ? language : request.source().language();
    }

    private static @Nullable String language(AnalysisRequest request, List<Passage> passages) {
        String declared = declared(request);
        if (declared != null && !declared.isBlank()) {
            return declared;
        }
        List<String> words =
                passages.stream().flatMap(passage -> passage.folded().stream()).toList();
        return StopWords.englishShare(words) > ENGLISH ? "en" : null;
    }

    private static String title(AnalysisRequest request, Digest digest) {
        return Titles.clean(request.source().title())
                .or(() -> digest.topics().stream().findFirst().map(Titles::capital))
                .orElse("Untitled");
    }

    private static double confidence(AnalysisRequest request, @Nullable Episode episode, List<Passage> said) {
        if (episode == null) {
            return said.isEmpty() ? 0 : 0.5;
        }
        double asked = request.minMinutes() > 0 ? request.minMinutes() * 60 : 60;
        double sum = 0.35 * episode.dominance()
                + 0.25 * episode.density()
                + 0.20 * textWeight(request.transcript(), said)
                + 0.20 * Math.min(1, episode.span().length() / asked);
        return Math.round(Math.min(0.95, sum) * 1000) / 1000.0;
    }

    private static double textWeight(Transcript transcript, List<Passage> said) {
        if (said.isEmpty()) {
            return 0;
        }
        return transcript.draft() || !said.get(0).timed() ? 0.5 : 1;
    }

    private static String reason(Verdict verdict, @Nullable Episode episode, List<Passage> said) {
        StringBuilder reason = new StringBuilder(verdict.reason());
        if (episode != null && episode.byKeywords()) {
            reason.append("; the keywords chose it over a longer stretch of speech");
        }
        if (said.isEmpty()) {
            reason.append("; there is no transcript, so nothing is known of what is said");
        }
        return reason.append('.').toString();
    }
}
