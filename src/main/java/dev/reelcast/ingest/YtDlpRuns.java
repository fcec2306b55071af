package dev.reelcast.ingest;

import dev.reelcast.config.Config;
import dev.reelcast.media.Cancellation;
import dev.reelcast.media.Tools;
import dev.reelcast.media.YtDlp;
import dev.reelcast.media.YtDlpChannel;
import dev.reelcast.net.GuardProxy;
import dev.reelcast.net.ProxyPass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs yt-dlp over channels: on threads of its own, a few at once, in a folder that is gone afterwards. */
public final class YtDlpRuns {

    private static final int AT_ONCE = 2;
    /** Lists of a channel take some hundred kilobytes a hundred videos. */
    private static final long MOST_BYTES = 1L << 30;

    private final WorkerExecutor threads;
    private final GuardProxy proxy;
    private final Tools tools;
    private final Config.Network network;
    private final Path workFolder;

    /** @param workFolder of this server alone, swept when it starts */
    public YtDlpRuns(Vertx vertx, GuardProxy proxy, Tools tools, Config.Network network, Path workFolder) {
        this.threads = vertx.createSharedWorkerExecutor("reelcast-listing", AT_ONCE, 1, TimeUnit.DAYS);
        this.proxy = proxy;
        this.tools = tools;
        this.network = network;
        this.workFolder = workFolder;
    }

    /** Fails with a {@link dev.reelcast.media.MediaException}, or with an exception of reading and writing. */
    <T> Future<T> run(Cancellation cancellation, Function<YtDlpChannel, T> work) {
        return threads.executeBlocking(
                () -> {
                    Path folder = Files.createTempDirectory(Files.createDirectories(workFolder), "listing-");
                    try (ProxyPass pass = proxy.open(MOST_BYTES)) {
                        if (!network.allowPrivate()) {
                            new YtDlp(tools, network.timeout()).requireKeptByProxy(folder, cancellation);
                        }
                        YtDlpChannel.Run run = new YtDlpChannel.Run(folder, URI.create(pass.proxyUrl()), cancellation);
                        return work.apply(new YtDlpChannel(tools, network.timeout(), run));
                    } finally {
                        delete(folder);
                    }
                },
                false);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
