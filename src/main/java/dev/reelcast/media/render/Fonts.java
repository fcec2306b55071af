package dev.reelcast.media.render;

import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fonts that text can be drawn with: those of the machine, and DejaVu's, which are brought along. Thread-safe; looked up
 * when they are first asked for. Nothing of Java's drawing is named here that would be looked for before that: some
 * installations are without it.
 */
public final class Fonts {

    private final Path folder;
    private @Nullable Map<String, Family> families;

    /** @param folder where the fonts that are brought along are unpacked; made when needed */
    public Fonts(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * A family by weight, each of size 1.
     *
     * @param plain in which most is written
     * @param bold for titles; the same as plain where there is none
     */
    record Family(Font plain, Font bold) {}

    /** Whether there is a family of that name, in any case. */
    public boolean has(String name) {
        return families().containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The families' names, sorted. */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        families().values().forEach(family -> names.add(family.plain().getFamily(Locale.ROOT)));
        return List.copyOf(names);
    }

    /**
     * A family.
     *
     * @throws MediaException of kind {@link Kind#BAD_TEMPLATE} when it is not there
     */
    Family family(String name) {
        return Optional.ofNullable(families().get(name.toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> new MediaException(Kind.BAD_TEMPLATE, missing(name)));
    }

    /** A sentence that names a font that is not there, and some that are. */
    public String missing(String name) {
        List<String> there = names();
        return "The font “" + name + "” is not installed on this server. It has "
                + String.join(", ", there.subList(0, Math.min(8, there.size())))
                + (there.size() > 8 ? " and " + (there.size() - 8) + " more." : ".");
    }

    /** All families, the ones that are brought along first. */
    List<Family> all() {
        return List.copyOf(families().values());
    }

    /** In order of preference, names in lower case. */
    private synchronized Map<String, Family> families() {
        if (families == null) {
            System.setProperty("java.awt.headless", "true");
            try {
                families = new FontFiles(folder).read();
            } catch (IOException e) {
                throw new MediaException(
                        String.valueOf(e.getMessage()).contains("No space left") ? Kind.NO_SPACE : Kind.FAILED,
                        "The fonts could not be unpacked.",
                        e);
            } catch (LinkageError e) {
                throw new MediaException(
                        Kind.TOOL_MISSING,
                        "This Java installation cannot draw text: its module java.desktop is missing.",
                        e);
            }
        }
        return families;
    }
}
