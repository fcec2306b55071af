package dev.reelcast;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that a machine may lack: a test that needs one is skipped there, and fails when all are required. */
public final class Programs {

    private Programs() {}

    public static void require(String program) {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        require(there, program + " is not installed");
    }

    /** That a command succeeds on this machine. */
    public static void require(String what, String... command) {
        boolean works;
        try {
            works = new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException notThere) {
            works = false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        require(works, what + " is not possible here");
    }

    private static void require(boolean there, String lack) {
        if (!there && "all".equals(System.getProperty("reelcast.require"))) {
            fail(lack + ", and is required");
        }
        Assumptions.assumeTrue(there, lack);
    }
}
