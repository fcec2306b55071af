package dev.reelcast.media;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds programs the way a shell does, without one. */
final class Programs {

    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    private Programs() {}

    /** The search path that children inherit. */
    static String searchPath() {
        String path = System.getenv("PATH");
        return path == null || path.isBlank() ? DEFAULT_PATH : path;
    }

    /**
     * The executable file a command's first word stands for.
     *
     * @param program a path, or a bare name to be looked up in the search path
     */
    static Optional<Path> find(String program) {
        if (program.indexOf(File.separatorChar) >= 0) {
            return executable(Path.of(program));
        }
        for (String folder : searchPath().split(File.pathSeparator, -1)) {
            if (!folder.isEmpty()) {
                Optional<Path> found = executable(Path.of(folder, program));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> executable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file)
                ? Optional.of(file.toAbsolutePath().normalize())
                : Optional.empty();
    }
}
