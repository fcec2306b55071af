package dev.reelcast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Servers of one cluster, each a process of its own: one database, one storage, one secret. */
final class Nodes {

    private final Path folder;
    private final Map<String, String> shared = new HashMap<>();
    private final List<Integer> ports;

    /**
     * @param folder of the servers' data folders
     * @param database URL
     * @param storage settings of where media is kept
     * @param count how many there may be
     */
    Nodes(Path folder, String database, Map<String, String> storage, int count) {
        this.folder = folder;
        this.ports = FreePorts.next(count);
        StringBuilder members = new StringBuilder();
        for (int port : ports) {
            members.append("127.0.0.1:").append(port).append(',');
        }
        shared.putAll(storage);
        shared.putAll(Map.of(
                "REELCAST_DATABASE_URL",
                database,
                "REELCAST_SECRET",
                "a secret of all nodes",
                "REELCAST_CLUSTER_ENABLED",
                "true",
                "REELCAST_CLUSTER_MEMBERS",
                members.toString()));
    }

    /** A server that is not started yet. */
    ServerProcess node(int index, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(shared);
        all.put("REELCAST_CLUSTER_PORT", Integer.toString(ports.get(index)));
        all.putAll(settings);
        return new ServerProcess(Files.createDirectories(data(index)), all);
    }

    Path data(int index) {
        return folder.resolve("node" + index);
    }
}
