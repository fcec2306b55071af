package dev.reelcast.media.speechtotext;

import io.github.givimad.whisperjni.WhisperJNI;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The native whisper.cpp library, loaded once a process when it is first asked for. */
final class WhisperLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(WhisperLibrary.class);
    private static final Pattern UNPACKED = Pattern.compile("Extracting \\S+ into (/.+)");
    private static final @Nullable String PROBLEM = load();

    private WhisperLibrary() {}

    /** Why whisper.cpp cannot be used on this machine, as a clause; empty when it can. */
    static Optional<String> problem() {
        return Optional.ofNullable(PROBLEM);
    }

    private static @Nullable String load() {
        try {
            Set<Path> unpacked = new LinkedHashSet<>();
            WhisperJNI.loadLibrary(line -> {
                LOG.debug("whisper.cpp: {}", line);
                Matcher file = UNPACKED.matcher(line);
                if (file.matches()) {
                    unpacked.add(Path.of(file.group(1)));
                }
            });
            clear(unpacked);
            WhisperJNI.setLibraryLogger(line -> LOG.debug("whisper.cpp: {}", line.strip()));
            return null;
        } catch (IOException | LinkageError e) {
            LOG.warn("whisper.cpp cannot be loaded", e);
            return words(String.valueOf(e.getMessage()));
        }
    }

    /** It unpacks itself into a new folder in each process and leaves it there; once loaded, nobody needs the files. */
    private static void clear(Set<Path> unpacked) throws IOException {
        for (Path file : unpacked) {
            Files.deleteIfExists(file);
        }
        for (Path file : unpacked) {
            Path folder = file.getParent();
            if (folder != null && Files.isDirectory(folder) && isEmpty(folder)) {
                Files.delete(folder);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        }
    }

    static String words(String message) {
        return message.contains("libgomp")
                ? "its native library needs libgomp, which is not installed (package libgomp1)"
                : "its native library does not load on this machine";
    }
}
