package dev.reelcast.net;

import io.vertx.core.http.HttpConnection;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One program's right to use the {@link GuardProxy}, with what became of it. Closing it ends the right and every
 * connection made with it. Thread-safe.
 */
public final class ProxyPass implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final GuardProxy proxy;
    private final long maxBytes;
    private final String user = secret();
    private final String password = secret();
    private final AtomicLong bytes = new AtomicLong();
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Refused refusal;
    private volatile boolean closed;

    ProxyPass(GuardProxy proxy, long maxBytes) {
        this.proxy = proxy;
        this.maxBytes = maxBytes;
    }

    /** The proxy's address with the credentials in it: a secret for as long as the pass is open. */
    public String proxyUrl() {
        return "http://" + user + ":" + password + "@127.0.0.1:" + proxy.port();
    }

    /** The last URL's refusal, empty when every one was let through. */
    public Optional<Refused> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Whether it was cut off because it took in more than it may. */
    public boolean spent() {
        return bytes.get() > maxBytes;
    }

    /** How much came in so far. */
    public long bytes() {
        return bytes.get();
    }

    @Override
    public void close() {
        closed = true;
        proxy.revoke(this);
        connections.forEach(HttpConnection::close);
    }

    String authorization() {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.US_ASCII);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    void uses(HttpConnection connection) {
        if (connections.add(connection)) {
            connection.closeHandler(gone -> connections.remove(connection));
        }
        if (closed) {
            connection.close();
        }
    }

    void refused(Refused why) {
        refusal = why;
    }

    /** @return whether it may go on */
    boolean takes(int length) {
        return bytes.addAndGet(length) <= maxBytes;
    }

    private static String secret() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
