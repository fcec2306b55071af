package dev.reelcast.media;

import dev.reelcast.media.MediaException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** The static ffmpeg that comes as a resource of the jave-nativebin jars, one jar a platform. */
final class EmbeddedFfmpeg {

    private static final String FOLDER = "/ws/schild/jave/nativebin/";

    private EmbeddedFfmpeg() {}

    /** The resource's name on a platform, by the rule of those jars: architecture as Java calls it, then the system. */
    static String resourceName(String osName, String architecture) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "-osx" : os.contains("win") ? ".exe" : "";
        return "ffmpeg-" + architecture + system;
    }

    /**
     * The program, unpacked into a folder unless it is there already. Servers that unpack at the same time do no harm:
     * the file appears whole, and its name holds its length, so that another version gets another name.
     *
     * @throws MediaException of kind {@link Kind#TOOL_MISSING} when there is none for this platform
     */
    static Path unpack(Path folder) {
        String name = resourceName(System.getProperty("os.name"), System.getProperty("os.arch"));
        URL resource = EmbeddedFfmpeg.class.getResource(FOLDER + name);
        if (resource == null) {
            throw new MediaException(
                    Kind.TOOL_MISSING, "ffmpeg is not installed. Install it, or set tools.ffmpeg to its path.");
        }
        try {
            long length = resource.openConnection().getContentLengthLong();
            Path target = folder.toAbsolutePath().normalize().resolve(length + "-" + name);
            if (!Files.isExecutable(target) || Files.size(target) != length) {
                unpack(resource, target);
            }
            return target;
        } catch (IOException e) {
            throw new MediaException(Kind.FAILED, "The ffmpeg that comes with Reelcast could not be unpacked.", e);
        }
    }

    private static void unpack(URL resource, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), "ffmpeg", ".part");
        try (InputStream in = resource.openStream()) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            if (!part.toFile().setExecutable(true, false)) {
                throw new IOException("cannot be made executable: " + part);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
