package dev.reelcast;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a server and its database. A connection that listens can be made half open: it stays up on both sides,
 * and nothing arrives any more.
 */
final class SwallowingProxy implements AutoCloseable {

    private static final class Line {
        final Socket client;
        final Socket database;
        volatile boolean listens;
        volatile boolean swallows;

        Line(Socket client, Socket database) {
            this.client = client;
            this.database = database;
        }
    }

    private final ServerSocket accepting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final URI database;
    private volatile boolean swallowsAll;

    /** @param database as {@code database.url} has it */
    SwallowingProxy(URI database) throws IOException {
        this.database = database;
        inBackground(this::accept);
    }

    /** The database's URL through here. */
    URI url() {
        return URI.create(
                database.toString().replace(":" + database.getPort() + "/", ":" + accepting.getLocalPort() + "/"));
    }

    /** How many connections have ever begun to listen. */
    long listeners() {
        return lines.stream().filter(line -> line.listens).count();
    }

    void swallowWhatListens() {
        lines.stream().filter(line -> line.listens).forEach(line -> line.swallows = true);
    }

    /** What listens now and what will: nothing is ever heard again. */
    void swallowWhatEverListens() {
        swallowsAll = true;
        swallowWhatListens();
    }

    private void accept() {
        try {
            while (!accepting.isClosed()) {
                Socket client = accepting.accept();
                Line line = new Line(client, new Socket(database.getHost(), database.getPort()));
                lines.add(line);
                inBackground(() -> pump(line, client, line.database, true));
                inBackground(() -> pump(line, line.database, client, false));
            }
        } catch (IOException e) {
            if (!accepting.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void pump(Line line, Socket from, Socket to, boolean asks) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                line.listens |= asks
                        && new String(buffer, 0, count, StandardCharsets.ISO_8859_1)
                                .toLowerCase(Locale.ROOT)
                                .contains("listen ");
                if (!line.swallows && !(swallowsAll && line.listens)) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException ended) {
            // As the other side sees when both are closed.
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        accepting.close();
        for (Line line : lines) {
            line.client.close();
            line.database.close();
        }
    }
}
