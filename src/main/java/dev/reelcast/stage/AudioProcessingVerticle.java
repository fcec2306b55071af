package dev.reelcast.stage;

import dev.reelcast.config.Config;
import dev.reelcast.media.AudioAssembler;
import dev.reelcast.media.EpisodeAudio;
import dev.reelcast.model.Agent;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.Span;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Timeline;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts the episode out, brings it to one loudness, joins intro and outro, encodes and tags it. */
public final class AudioProcessingVerticle extends StageVerticle {

    private final AudioAssembler assembler;
    private final Config.Audio config;

    public AudioProcessingVerticle(Base base, AudioAssembler assembler, Config.Audio config) {
        super(base, Stage.AUDIO_PROCESSING);
        this.assembler = assembler;
        this.config = config;
    }

    @Override
    JsonObject work(StageContext context) throws IOException {
        Agent agent = context.agent();
        Analysis analysis = context.output(Stage.AI_ANALYSIS, Analysis.class);
        OutputFormat format = context.format();
        String name = "episode." + format.extension();
        Path target = context.folder().resolve(name);
        EpisodeAudio.Result made = assembler.assemble(
                episode(context, agent, analysis, format),
                target,
                context.folder(),
                context::progress,
                context.cancellation());
        context.store(target, name, "audio", format.contentType());
        AudioResult result = new AudioResult(
                made.duration(), made.contentOffset(), made.loudnessIn(), made.loudnessOut(), format.extension());
        storeChapters(context, analysis, result);
        context.info(String.format(
                Locale.ROOT,
                "%.1f s of %s, %.1f LUFS (%.1f before)",
                made.duration(),
                format.extension(),
                made.loudnessOut(),
                made.loudnessIn()));
        return Wire.json(result);
    }

    private EpisodeAudio episode(StageContext context, @Nullable Agent agent, Analysis analysis, OutputFormat format) {
        Span span = analysis.episode();
        List<Chapter> chapters = span == null ? List.of() : new Timeline(span, 0).moved(analysis.chapters());
        return new EpisodeAudio(
                context.local(context.source()),
                span,
                agent == null ? null : local(context, agent.intro()),
                agent == null ? null : local(context, agent.outro()),
                format,
                config.loudness(),
                config.crossfade(),
                tags(context.metadata(), agent, analysis),
                chapters,
                context.file("cover").map(context::local).orElse(null));
    }

    private static @Nullable Path local(StageContext context, @Nullable StoredFile file) {
        return file == null ? null : context.local(file);
    }

    private static Map<String, String> tags(SourceInfo source, @Nullable Agent agent, Analysis analysis) {
        Map<String, String> tags = new HashMap<>();
        tags.put("title", analysis.title());
        tags.put("genre", "Podcast");
        if (!analysis.summary().isBlank()) {
            tags.put("comment", analysis.summary());
        }
        if (agent != null) {
            tags.put("album", agent.feed().title() != null ? agent.feed().title() : agent.name());
        }
        String author =
                agent != null && agent.feed().author() != null ? agent.feed().author() : source.channel();
        if (author != null) {
            tags.put("artist", author);
        }
        if (source.publishedAt() != null) {
            tags.put(
                    "date",
                    source.publishedAt().atZone(ZoneOffset.UTC).toLocalDate().toString());
        }
        return tags;
    }

    /** Podcasting 2.0's JSON chapters, version 1.2.0, with times in the finished audio. */
    private static void storeChapters(StageContext context, Analysis analysis, AudioResult result) throws IOException {
        Span span = analysis.episode();
        if (span == null) {
            return;
        }
        List<Map<String, Object>> chapters = new Timeline(span, result.contentStart())
                .chapters(analysis.chapters()).stream()
                        .<Map<String, Object>>map(
                                chapter -> Map.of("startTime", chapter.start(), "title", chapter.title()))
                        .toList();
        context.storeText(
                new JsonObject()
                        .put("version", "1.2.0")
                        .put("chapters", chapters)
                        .encode(),
                "chapters.json",
                "chapters",
                "application/json+chapters");
    }
}
