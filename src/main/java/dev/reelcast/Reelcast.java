package dev.reelcast;

import ch.qos.logback.classic.Level;
import dev.reelcast.config.Config;
import dev.reelcast.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** The program. It reads {@code conf/} of the folder that it is started in, and runs until it is told to stop. */
public final class Reelcast {

    private static final String LOGBACK = "logback.configurationFile";

    private Reelcast() {}

    /** Starts the server; ends the process with status 1 and one sentence when it cannot start. */
    public static void main(String[] arguments) {
        configureLogging();
        configureBuffers();
        try {
            Deployment deployment = new Deployment(Config.load(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(deployment::stop, "reelcast-stop"));
            deployment.start();
            say("Reelcast is at " + deployment.address());
        } catch (ConfigException | StartException e) {
            say("Reelcast cannot start: " + e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Reelcast.class).error("Reelcast cannot start", e);
            System.exit(1);
        }
    }

    /** Before the first logger is made. Without a file, logback's own default would log everything. */
    private static void configureLogging() {
        if (System.getProperty(LOGBACK) != null) {
            return;
        }
        if (Files.exists(Path.of("conf/logback.xml"))) {
            System.setProperty(LOGBACK, "conf/logback.xml");
        } else if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.INFO);
        }
    }

    /**
     * Buffers outside the heap, before the first one is taken. Netty's default sets aside for each thread what a large
     * machine's traffic would need; a server that works beside ffmpeg and PostgreSQL has better use for the memory.
     */
    private static void configureBuffers() {
        Map.of(
                        "io.netty.allocator.type", "pooled",
                        "io.netty.allocator.maxOrder", "5",
                        "io.netty.allocator.numDirectArenas", "2",
                        "io.netty.allocator.numHeapArenas", "2")
                .forEach((name, value) -> {
                    if (System.getProperty(name) == null) {
                        System.setProperty(name, value);
                    }
                });
    }

    private static void say(String sentence) {
        System.out.println(sentence);
        System.out.flush();
    }
}
