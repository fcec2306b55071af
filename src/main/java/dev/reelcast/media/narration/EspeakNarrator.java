package dev.reelcast.media.narration;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.ChildProcess;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Speaks by the program {@code espeak-ng}: more than a hundred languages, not very human. */
public final class EspeakNarrator implements Narrator {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Tools tools;

    public EspeakNarrator(Tools tools) {
        this.tools = tools;
    }

    @Override
    public String name() {
        return "espeak-ng";
    }

    @Override
    public Optional<String> obstacle(NarrationRequest request) {
        return tools.espeakNg().isPresent() ? Optional.empty() : Optional.of("the program is not installed");
    }

    @Override
    public Voice open(NarrationRequest request) {
        Path program = tools.espeakNg()
                .orElseThrow(() -> new MediaException(Kind.TOOL_MISSING, "The program espeak-ng is not installed."));
        String voice = request.voice() == null ? request.language() : request.voice();
        return new Program(program, voice, request.workFolder());
    }

    private record Program(Path program, String name, Path workFolder) implements Voice {

        /** The sentence comes from a file: so it is never taken for an option, however it begins. */
        @Override
        public void speak(String sentence, Path wav, Cancellation cancellation) {
            Path text = workFolder.resolve("sentence.txt").toAbsolutePath();
            try {
                Files.writeString(text, sentence);
            } catch (IOException e) {
                throw new MediaException(Kind.FAILED, "A temporary file could not be written.", e);
            }
            ChildProcess.Result result = new ChildProcess(
                            List.of(
                                    program.toString(),
                                    "-b",
                                    "1",
                                    "-v",
                                    name,
                                    "-w",
                                    wav.toAbsolutePath().toString(),
                                    "-f",
                                    text.toString()),
                            workFolder,
                            LIMIT)
                    .run(cancellation);
            if (result.errorTail().contains("voice does not exist")) {
                throw new MediaException(Kind.UNKNOWN_VOICE, "espeak-ng has no voice “" + name + "”.");
            }
            if (!result.ok()) {
                throw result.failure("espeak-ng could not speak a sentence.");
            }
        }
    }
}
