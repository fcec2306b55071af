package dev.reelcast.media.speechtotext;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.reelcast.config.Config;
import dev.reelcast.media.Tools;
import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A recording whose speech is known, and the programs that work on it. */
final class Recordings {

    /** Three utterances between music, noise and silence. */
    static final Speech SPEECH = new Speech(
            45.938, List.of(new Span(9, 15.582), new Span(23.582, 29.909), new Span(38.909, 43.938)), 0.39, "by hand");

    private Recordings() {}

    static Path speechMusicSilence(Path folder) throws IOException {
        Path file = folder.resolve("recording.opus");
        try (InputStream in =
                Objects.requireNonNull(Recordings.class.getResourceAsStream("/media/speech-music-silence.opus"))) {
            Files.copy(in, file);
        }
        return file;
    }

    static Tools tools(Path folder) {
        return tools(folder, null);
    }

    static Tools tools(Path folder, @Nullable Path pocketsphinx) {
        return new Tools(
                new Config.Tools(null, null, null, pocketsphinx == null ? null : pocketsphinx.toString(), null),
                folder.resolve("cache"));
    }

    static TranscriptionRequest request(@Nullable Path recording, @Nullable Speech speech, Path workFolder) {
        return new TranscriptionRequest(recording, speech, null, null, null, null, workFolder);
    }

    static TranscriptionRequest given(String transcript, Path workFolder) {
        return new TranscriptionRequest(null, null, "en", null, transcript, null, workFolder);
    }

    static Path script(Path folder, String name, String body) throws IOException {
        Path script = folder.resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    /** Skips the test where a program is missing, or fails it where all programs are required. */
    static void need(boolean present, String program) {
        if (!present && "all".equals(System.getProperty("reelcast.require"))) {
            fail(program + " is required and not installed");
        }
        if (!present) {
            abort(program + " is not installed");
        }
    }
}
