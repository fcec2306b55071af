package dev.reelcast.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A forward proxy for plain HTTP that asks for a password and refuses some URLs, as the guarding one does. */
final class RefusingProxy implements AutoCloseable {

    private static final String USER = "reelcast:s3cret";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final String refused;

    /** @param refused what a URL that is refused contains; tunnels all are */
    RefusingProxy(String refused) throws IOException {
        this.refused = refused;
        Thread thread = new Thread(this::serve, "refusing-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://" + USER + "@127.0.0.1:" + server.getLocalPort());
    }

    /** Method and URL of all that was asked for with the right password. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                answer(socket.getInputStream(), socket.getOutputStream());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new AssertionError(e);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void answer(InputStream in, OutputStream out) throws IOException, InterruptedException {
        List<String> head = head(in);
        String[] request = head.get(0).split(" ");
        String password = Base64.getEncoder().encodeToString(USER.getBytes(StandardCharsets.UTF_8));
        if (head.stream().noneMatch(("Proxy-Authorization: Basic " + password)::equalsIgnoreCase)) {
            write(out, "407 Proxy Authentication Required", "text/plain", new byte[0]);
            return;
        }
        asked.add(request[0] + " " + request[1]);
        if (!request[1].startsWith("http:") || request[1].contains(refused)) {
            write(out, "403 Private Address", "text/plain", new byte[0]);
            return;
        }
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create(request[1])).build(), HttpResponse.BodyHandlers.ofByteArray());
        String type = answer.headers().firstValue("Content-Type").orElse("text/plain");
        String location = answer.headers()
                .firstValue("Location")
                .map(place -> "\r\nLocation: " + place)
                .orElse("");
        write(out, answer.statusCode() + " From The Site", type + location, answer.body());
    }

    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                if (line.isEmpty()) {
                    return lines;
                }
                lines.add(line.toString());
                line.setLength(0);
            } else if (c != '\r') {
                line.append((char) c);
            }
        }
        throw new IOException("the request ends within its head");
    }

    private static void write(OutputStream out, String status, String type, byte[] body) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }
}
