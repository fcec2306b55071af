package dev.reelcast;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
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
        if (!there && "all".equals(System.getProperty("reelcast.require"))) {
            fail(program + " is required, and is not installed");
        }
        Assumptions.assumeTrue(there, program + " is not installed");
    }
}
