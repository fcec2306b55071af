package dev.reelcast;

import dev.reelcast.model.Ids;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** The name under which a server holds its leases: the same in every life on the same data. */
final class ServerId {

    private ServerId() {}

    /** What people call it: the name of its machine. */
    static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    static UUID of(Path dataDir) throws IOException {
        Path file = dataDir.resolve("server-id");
        if (Files.exists(file)) {
            return Ids.parse(Files.readString(file).strip())
                    .orElseThrow(() -> new IOException("The file server-id in the data folder is damaged; remove it."));
        }
        UUID id = Ids.next();
        // Whole or not at all: a server may be killed at its very first start.
        Path whole = Files.writeString(dataDir.resolve("server-id.new"), id + "\n");
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        return id;
    }
}
