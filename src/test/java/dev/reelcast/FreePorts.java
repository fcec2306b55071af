package dev.reelcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are stopped and started again. They are below those that systems give to outgoing connections, one
 * of which would otherwise now and then take a server's port while the server is away.
 */
public final class FreePorts {

    private static final int LOWEST = 10_000;
    private static final int BEYOND = 32_000;

    private FreePorts() {}

    /** One that nobody listens on. */
    public static int next() {
        return next(1).get(0);
    }

    /** As many different ones. */
    public static List<Integer> next(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (held.size() < count) {
                int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
                try {
                    held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
                } catch (BindException taken) {
                    // The next one may be free.
                }
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(FreePorts::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
