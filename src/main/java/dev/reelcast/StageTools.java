package dev.reelcast;

import dev.reelcast.bus.Bus;
import dev.reelcast.config.Config;
import dev.reelcast.ingest.Channels;
import dev.reelcast.ingest.YtDlpRuns;
import dev.reelcast.media.AudioAssembler;
import dev.reelcast.media.AudioScanner;
import dev.reelcast.media.ConfiguredService;
import dev.reelcast.media.MediaProbe;
import dev.reelcast.media.ServiceTransport;
import dev.reelcast.media.Thumbnailer;
import dev.reelcast.media.Tools;
import dev.reelcast.media.VideoComposer;
import dev.reelcast.media.VoiceTrack;
import dev.reelcast.media.YtDlp;
import dev.reelcast.media.analysis.AnalyserChain;
import dev.reelcast.media.analysis.BuiltInAnalyser;
import dev.reelcast.media.analysis.ServiceAnalyser;
import dev.reelcast.media.narration.EspeakNarrator;
import dev.reelcast.media.narration.FreeTtsNarrator;
import dev.reelcast.media.narration.NarratorChain;
import dev.reelcast.media.narration.ServiceNarrator;
import dev.reelcast.media.render.Fonts;
import dev.reelcast.media.render.Templates;
import dev.reelcast.media.speechtotext.PocketsphinxTranscriber;
import dev.reelcast.media.speechtotext.ServiceTranscriber;
import dev.reelcast.media.speechtotext.Transcriber;
import dev.reelcast.media.speechtotext.TranscriberChain;
import dev.reelcast.media.speechtotext.WhisperModel;
import dev.reelcast.media.speechtotext.WhisperTranscriber;
import dev.reelcast.net.GuardProxy;
import dev.reelcast.net.GuardedClient;
import dev.reelcast.net.ServiceClient;
import dev.reelcast.net.UrlGuard;
import dev.reelcast.stage.AnalysisVerticle;
import dev.reelcast.stage.AudioProcessingVerticle;
import dev.reelcast.stage.Backgrounds;
import dev.reelcast.stage.DownloadVerticle;
import dev.reelcast.stage.Downloader;
import dev.reelcast.stage.NarrationVerticle;
import dev.reelcast.stage.RenderingVerticle;
import dev.reelcast.stage.SpeechDetectionVerticle;
import dev.reelcast.stage.StageVerticle;
import dev.reelcast.stage.TemplatesVerticle;
import dev.reelcast.stage.ThumbnailsVerticle;
import dev.reelcast.stage.TranscriptionVerticle;
import dev.reelcast.stage.UploadVerticle;
import dev.reelcast.stage.WorkFolders;
import dev.reelcast.storage.MediaStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the stages work with, built from the configuration, and the stages themselves. */
final class StageTools {

    private static final Duration CHUNK = Duration.ofMinutes(10);
    /** Characters of a transcript that an analysis service is sent at most. */
    private static final int BUDGET = 60_000;

    private final Vertx vertx;
    private final Config config;
    private final List<ServiceClient> services = new ArrayList<>();
    private final StageVerticle.Base base;
    private final Tools tools;
    private final MediaProbe probe;
    private final GuardedClient client;
    private final GuardProxy proxy;
    private final UrlGuard guard;
    private final Fonts fonts;
    private final Templates templates;

    private StageTools(Vertx vertx, Bus bus, Config config, MediaStore media, UrlGuard guard, GuardProxy proxy) {
        this.vertx = vertx;
        this.config = config;
        WorkFolders folders = new WorkFolders(config.dataDir().resolve("work"));
        folders.sweep();
        this.base = new StageVerticle.Base(bus, media, folders);
        this.tools = new Tools(config.tools(), config.dataDir().resolve("tools"));
        this.probe = new MediaProbe(tools, config.audio().maxDuration());
        this.client = new GuardedClient(vertx, guard);
        this.proxy = proxy;
        this.guard = guard;
        this.fonts = new Fonts(config.dataDir().resolve("tools").resolve("fonts"));
        this.templates = new Templates(config.templates(), fonts);
    }

    /** Ends what an earlier life of the server left in its work folders. */
    static Future<StageTools> open(Vertx vertx, Bus bus, Config config, MediaStore media) {
        UrlGuard guard = new UrlGuard(config.network().allowPrivate());
        return GuardProxy.start(vertx, guard)
                .compose(proxy -> vertx.executeBlocking(() -> new StageTools(vertx, bus, config, media, guard, proxy)));
    }

    List<VerticleBase> verticles() {
        VideoComposer composer = new VideoComposer(tools, probe);
        return List.of(
                new TemplatesVerticle(
                        base.bus(), templates, guard, config.storage().outputBuckets()),
                new DownloadVerticle(base, downloader(), probe),
                new SpeechDetectionVerticle(
                        base, probe, new AudioScanner(tools, config.audio().maxDuration())),
                new TranscriptionVerticle(
                        base, transcribers(), config.transcription().language()),
                new AnalysisVerticle(base, analysers()),
                new ThumbnailsVerticle(base, new Thumbnailer(tools)),
                new AudioProcessingVerticle(base, new AudioAssembler(tools, probe), config.audio()),
                new NarrationVerticle(
                        base,
                        narrators(),
                        templates,
                        config.narration(),
                        config.audio().loudness()),
                new RenderingVerticle(base, new Backgrounds(client, composer), composer, templates, fonts),
                new UploadVerticle(base));
    }

    /** Who can tell what is on a channel. */
    Channels channels() {
        String key = config.youtube().apiKey();
        ServiceClient api =
                key == null ? null : new ServiceClient(vertx, config.youtube().apiUrl(), null);
        if (api != null) {
            services.add(api);
        }
        YtDlpRuns runs = new YtDlpRuns(
                vertx, proxy, tools, config.network(), config.dataDir().resolve("work"));
        return new Channels(base.bus(), config.youtube(), api, runs);
    }

    Future<?> close() {
        List<Future<Void>> closing = new ArrayList<>(List.of(client.close(), proxy.close()));
        services.forEach(service -> closing.add(service.close()));
        return Future.join(closing);
    }

    private Downloader downloader() {
        YtDlp ytDlp = new YtDlp(tools, config.network().timeout());
        return new Downloader(
                client, proxy, ytDlp, config.network(), config.transcription().language());
    }

    private TranscriberChain transcribers() {
        Config.Transcription transcription = config.transcription();
        WhisperModel model = new WhisperModel(transcription, config.dataDir().resolve("models"), client);
        List<Transcriber> engines = new ArrayList<>(List.of(
                new ServiceTranscriber(
                        service(transcription.url(), transcription.key()), transcription.model(), CHUNK, tools),
                new WhisperTranscriber(model, tools)));
        if (transcription.drafts()) {
            engines.add(new PocketsphinxTranscriber(tools));
        }
        return new TranscriberChain(engines);
    }

    private NarratorChain narrators() {
        Config.Narration narration = config.narration();
        VoiceTrack track = new VoiceTrack(tools);
        return new NarratorChain(
                List.of(
                        new ServiceNarrator(service(narration.url(), narration.key()), narration.model(), track),
                        new EspeakNarrator(tools),
                        new FreeTtsNarrator()),
                track);
    }

    private AnalyserChain analysers() {
        Config.Analysis analysis = config.analysis();
        return new AnalyserChain(
                service(analysis.url(), analysis.key())
                        .map(service -> new ServiceAnalyser(service, analysis.model(), BUDGET)),
                new BuiltInAnalyser());
    }

    private Optional<ServiceTransport> service(@Nullable URI url, @Nullable String key) {
        if (url == null) {
            return Optional.empty();
        }
        ServiceClient service = new ServiceClient(vertx, url, key);
        services.add(service);
        return Optional.of(new ConfiguredService(service));
    }
}
