package dev.reelcast.media;

import dev.reelcast.config.Config;
import dev.reelcast.media.ChildProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The recording that the tests know all about, the programs to work on it with, and further files made on the spot. */
final class MediaFiles {

    /** 45.9 s; speech at 9.0-15.6, 23.6-29.9 and 38.9-43.9 s, else music, noise and silence. */
    static final Path SPEECH =
            Path.of("src/test/resources/media/speech-music-silence.opus").toAbsolutePath();

    static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path CACHE = Path.of("target/test-tools").toAbsolutePath();

    private MediaFiles() {}

    /** The machine's programs where it has them. */
    static Tools tools() {
        return new Tools(new Config.Tools(null, null, null, null, null), CACHE);
    }

    /** The ffmpeg that the build brings along. */
    static Tools embedded() {
        return new Tools(new Config.Tools(EmbeddedFfmpeg.unpack(CACHE).toString(), null, null, null, null), CACHE);
    }

    /** Both, to be tried in turn. */
    static Stream<Tools> bothTools() {
        return Stream.of(tools(), embedded());
    }

    static Path ffmpeg(Path folder, String name, String... arguments) {
        Path file = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of(tools().ffmpeg().toString(), "-nostdin", "-v", "error", "-y"));
        command.addAll(List.of(arguments));
        command.add(file.toString());
        Result result = new ChildProcess(command, folder, LIMIT).run(new Cancellation());
        if (!result.ok()) {
            throw new AssertionError(result.errorTail());
        }
        return file;
    }

    /** A colour bar video of some seconds with the beginning of the recording as its sound. */
    static Path video(Path folder, String name, int seconds, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc=s=640x360:r=10:d=" + seconds));
        arguments.addAll(List.of("-i", SPEECH.toString(), "-t", Integer.toString(seconds), "-pix_fmt", "yuv420p"));
        arguments.addAll(
                List.of("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-metadata", "title=A: b, c"));
        arguments.addAll(List.of(options));
        return ffmpeg(folder, name, arguments.toArray(String[]::new));
    }

    static Path picture(Path folder, String name) {
        return ffmpeg(folder, name, "-f", "lavfi", "-i", "testsrc=s=300x200:d=1", "-frames:v", "1");
    }

    /** What stands in a folder beside the named files: nothing should, once an operation is over. */
    static List<String> leftIn(Path folder, String... expected) throws java.io.IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !List.of(expected).contains(name))
                    .toList();
        }
    }
}
