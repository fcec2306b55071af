package dev.reelcast.stage;

import dev.reelcast.media.MediaInfo;
import dev.reelcast.media.MediaProbe;
import dev.reelcast.model.JobType;
import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Gets the recording: what was sent, or what is at a URL. Whatever it is, it is looked at before anything else is. */
public final class DownloadVerticle extends StageVerticle {

    private final Downloader downloader;
    private final MediaProbe probe;

    public DownloadVerticle(Base base, Downloader downloader, MediaProbe probe) {
        super(base, Stage.DOWNLOADING);
        this.downloader = downloader;
        this.probe = probe;
    }

    @Override
    JsonObject work(StageContext context) throws Exception {
        boolean sent = context.job().type() == JobType.UPLOAD;
        Downloader.Downloaded got = sent ? null : downloader.download(context);
        Path media = got == null ? context.local(context.source()) : got.media();
        MediaInfo info =
                probe.probe(media, context.folder(), context.cancellation()).requireAudio();
        SourceInfo source = got == null ? sent(context, info) : found(got.info(), info);
        if (got != null) {
            keep(context, got);
        }
        Double duration = source.durationSeconds();
        context.info(String.format(
                Locale.ROOT,
                "%s, %s%s",
                info.format(),
                duration == null ? "of unknown length" : String.format(Locale.ROOT, "%.1f s", duration),
                info.hasVideo() ? ", with video" : ""));
        return Wire.json(source);
    }

    private static void keep(StageContext context, Downloader.Downloaded got) throws IOException {
        String name = got.media().getFileName().toString();
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "media" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        context.store(got.media(), "source." + extension, "source", got.contentType());
        if (got.captions() != null) {
            context.store(got.captions(), "captions.vtt", "captions", "text/vtt");
        }
    }

    private static SourceInfo sent(StageContext context, MediaInfo info) {
        String title = context.job().videoTitle();
        return new SourceInfo(
                title != null ? title : info.title(), null, null, null, info.duration(), null, null, info.hasVideo());
    }

    private static SourceInfo found(SourceInfo said, MediaInfo info) {
        return new SourceInfo(
                said.title() != null ? said.title() : info.title(),
                said.channel(),
                said.description(),
                said.url(),
                info.duration() != null ? info.duration() : said.durationSeconds(),
                said.publishedAt(),
                said.language(),
                info.hasVideo());
    }
}
