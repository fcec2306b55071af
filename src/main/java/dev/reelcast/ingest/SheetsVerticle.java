package dev.reelcast.ingest;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.SheetApi;
import dev.reelcast.bus.SheetApi.Connect;
import dev.reelcast.bus.SheetApi.Look;
import dev.reelcast.bus.SheetApi.Page;
import dev.reelcast.bus.SheetApi.Preview;
import dev.reelcast.bus.SheetApi.Read;
import dev.reelcast.bus.SheetApi.Window;
import dev.reelcast.bus.SheetApi.Write;
import dev.reelcast.bus.SheetStoreApi;
import dev.reelcast.bus.SheetStoreApi.NewConnection;
import dev.reelcast.bus.SheetStoreApi.OneConnection;
import dev.reelcast.bus.SheetStoreApi.Opened;
import dev.reelcast.bus.SheetStoreApi.Used;
import dev.reelcast.config.Config;
import dev.reelcast.config.Vault;
import dev.reelcast.ingest.SheetKey.ServiceAccount;
import dev.reelcast.ingest.SheetsClient.Asker;
import dev.reelcast.model.Ids;
import dev.reelcast.model.SheetConnection;
import dev.reelcast.net.ServiceClient;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for spreadsheets at Google. */
public final class SheetsVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(SheetsVerticle.class);

    private static final int WINDOW = 5_000;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** While a person waits. */
    private static final Duration SHORT_LIMIT = Duration.ofSeconds(20);

    private final Bus bus;
    private final Config.Sheets config;
    private final Vault vault;
    private final Duration firstWait;
    private @Nullable ServiceClient api;
    private @Nullable ServiceClient tokenService;
    private @Nullable SheetTokens tokens;
    private @Nullable SheetReader reader;
    private @Nullable SheetWriter writer;

    /** @param vault for keys; the same on every server */
    public SheetsVerticle(Bus bus, Config.Sheets config, Vault vault) {
        this(bus, config, vault, Duration.ofSeconds(1));
    }

    /** @param firstWait before a request that Google had no time for is made again */
    SheetsVerticle(Bus bus, Config.Sheets config, Vault vault, Duration firstWait) {
        this.bus = bus;
        this.config = config;
        this.vault = vault;
        this.firstWait = firstWait;
    }

    @Override
    public Future<?> start() {
        ServiceClient sheets = new ServiceClient(vertx, config.apiUrl(), null);
        ServiceClient accounts = new ServiceClient(vertx, config.tokenUrl(), null);
        SheetTokens kept = new SheetTokens(vertx, accounts, Clock.systemUTC());
        SheetsClient client = new SheetsClient(vertx, sheets, kept);
        api = sheets;
        tokenService = accounts;
        tokens = kept;
        reader = new SheetReader(client, WINDOW);
        writer = new SheetWriter(client);
        return Future.all(List.of(
                bus.serve(SheetApi.CONNECT, this::connect),
                bus.serve(SheetApi.PREVIEW, this::preview),
                bus.serve(SheetApi.READ, this::read),
                bus.serve(SheetApi.WRITE, this::write)));
    }

    @Override
    public Future<?> stop() {
        return (api == null ? Future.<Void>succeededFuture() : api.close())
                .eventually(() -> tokenService == null ? Future.<Void>succeededFuture() : tokenService.close());
    }

    /** A service account's key is tried; an API key tells nothing before there is a sheet. */
    private Future<SheetConnection> connect(Connect asked) {
        SheetKey key = SheetKey.given(asked.kind(), asked.key());
        Future<?> tried = key instanceof ServiceAccount account
                ? Objects.requireNonNull(tokens).of(account, shortly())
                : Future.succeededFuture();
        UUID id = Ids.next();
        return tried.compose(good -> bus.request(
                SheetStoreApi.ADD,
                new NewConnection(
                        asked.viewer(),
                        id,
                        asked.name(),
                        key.kind(),
                        key.email(),
                        vault.close(key.bytes(), about(id)))));
    }

    private Future<Preview> preview(Look look) {
        SheetLink link = SheetLink.parse(look.sheet());
        return by(
                look.connection(),
                key -> Objects.requireNonNull(reader)
                        .preview(new Asker(key, shortly(), SHORT_LIMIT), link, look.range()));
    }

    private Future<Page> read(Read read) {
        SheetLink link = SheetLink.parse(read.sheet());
        Window window = read.window();
        SheetReader from = Objects.requireNonNull(reader);
        return by(
                read.connection(),
                key -> window == null
                        ? from.first(patiently(key), link, read.range())
                        : from.next(patiently(key), window));
    }

    private Future<Integer> write(Write write) {
        SheetLink link = SheetLink.parse(write.sheet());
        return by(
                write.connection(),
                key -> Objects.requireNonNull(writer).write(patiently(key), link.id(), write.cells()));
    }

    /** Does something with a connection's key, and keeps what came of it. */
    private <T> Future<T> by(OneConnection which, Function<SheetKey, Future<T>> work) {
        return bus.request(SheetStoreApi.OPEN, which)
                .compose(opened -> key(opened).compose(work).transform(done -> {
                    Failure failure = done.failed() ? Failure.from(done.cause()) : null;
                    return note(which.connectionId(), failure)
                            .transform(noted -> failure == null
                                    ? Future.succeededFuture(done.result())
                                    : Future.failedFuture(failure));
                }));
    }

    private Future<SheetKey> key(Opened opened) {
        return vault.open(opened.sealed(), about(opened.connection().id()))
                .map(bytes -> Future.succeededFuture(
                        SheetKey.sealed(opened.connection().kind(), bytes)))
                .orElseGet(() -> Future.failedFuture(Failure.of(
                        FailureKind.UNPROCESSABLE,
                        "sheet_key_lost",
                        "The key cannot be read any more, because the server's own keys were replaced. Remove the"
                                + " connection and connect it anew.")));
    }

    /** What a person mistyped is no trouble of the connection. */
    private Future<Void> note(UUID connectionId, @Nullable Failure failure) {
        boolean mistyped = failure != null && failure.kind() == FailureKind.INVALID;
        return bus.request(
                        SheetStoreApi.USED,
                        new Used(connectionId, failure == null || mistyped ? null : failure.sentence()))
                .onFailure(lost -> LOG.warn("The use of a sheet connection was not kept: {}", lost.getMessage()));
    }

    /** For whoever waits at a screen: once more at most, and soon. */
    private Patience shortly() {
        return new Patience(2, firstWait, Duration.ofSeconds(5));
    }

    /** Google's quotas are by the minute: whoever waits for longer than one is let in again. */
    private Asker patiently(SheetKey key) {
        return new Asker(key, new Patience(8, firstWait, Duration.ofSeconds(150)), LIMIT);
    }

    /** A key that is copied into another's row opens nothing there. */
    private static byte[] about(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
