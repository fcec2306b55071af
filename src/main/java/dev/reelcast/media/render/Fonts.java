package dev.reelcast.media.render;

import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fonts that text can be drawn with: those of the machine, and DejaVu's, which are brought along. Thread-safe; looked up
 * when they are first asked for.
 */
public final class Fonts {

    private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);

    private static final String RESOURCES = "/net/sf/jasperreports/fonts/dejavu/";
    private static final List<String> BROUGHT = List.of(
            "DejaVuSans.ttf",
            "DejaVuSans-Bold.ttf",
            "DejaVuSansMono.ttf",
            "DejaVuSansMono-Bold.ttf",
            "DejaVuSerif.ttf",
            "DejaVuSerif-Bold.ttf");
    /** Names of Java's own that stand for whatever there is. */
    private static final List<String> LOGICAL = List.of("Dialog", "DialogInput", "Monospaced", "SansSerif", "Serif");
    /** Java's own map of fonts, for a machine that has none. */
    private static final String MAP_PROPERTY = "sun.awt.fontconfig";

    private static final String MAP = """
            version=1
            allfonts.dejavu=DejaVu Sans
            sequence.allfonts=dejavu
            dialog.plain.dejavu=DejaVu Sans
            filename.DejaVu_Sans=%s
            """;

    private final Path folder;
    private @Nullable Families families;

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

    /** @param byName in order of preference, names in lower case */
    private record Families(Map<String, Family> byName) {}

    /** Whether there is a family of that name, in any case. */
    public boolean has(String name) {
        return families().byName().containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The families' names, sorted. */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        families().byName().values().forEach(family -> names.add(family.plain().getFamily(Locale.ROOT)));
        return List.copyOf(names);
    }

    /**
     * A family.
     *
     * @throws MediaException of kind {@link Kind#BAD_TEMPLATE} when it is not there
     */
    Family family(String name) {
        return Optional.ofNullable(families().byName().get(name.toLowerCase(Locale.ROOT)))
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
        return List.copyOf(families().byName().values());
    }

    private synchronized Families families() {
        if (families == null) {
            System.setProperty("java.awt.headless", "true");
            try {
                families = read();
            } catch (IOException e) {
                throw new MediaException(
                        String.valueOf(e.getMessage()).contains("No space left") ? Kind.NO_SPACE : Kind.FAILED,
                        "The fonts could not be unpacked.",
                        e);
            } catch (LinkageError | FontFormatException e) {
                throw new MediaException(
                        Kind.TOOL_MISSING,
                        "This Java installation cannot draw text: its module java.desktop is missing.",
                        e);
            }
        }
        return families;
    }

    private Families read() throws IOException, FontFormatException {
        unpack();
        requireDrawing();
        Map<String, Family> byName = new LinkedHashMap<>();
        for (int i = 0; i < BROUGHT.size(); i += 2) {
            Font plain = Font.createFont(
                    Font.TRUETYPE_FONT, folder.resolve(BROUGHT.get(i)).toFile());
            Font bold = Font.createFont(
                    Font.TRUETYPE_FONT, folder.resolve(BROUGHT.get(i + 1)).toFile());
            byName.put(key(plain), new Family(plain, bold));
        }
        GraphicsEnvironment machine = GraphicsEnvironment.getLocalGraphicsEnvironment();
        for (String name : machine.getAvailableFontFamilyNames(Locale.ROOT)) {
            if (!LOGICAL.contains(name)) {
                Font plain = new Font(name, Font.PLAIN, 1);
                byName.putIfAbsent(key(plain), new Family(plain, new Font(name, Font.BOLD, 1)));
            }
        }
        LOG.debug("{} families of fonts", byName.size());
        return new Families(byName);
    }

    /** On a machine without any font Java cannot even begin, unless it is told of one. */
    private void requireDrawing() throws IOException {
        try {
            new Font("Dialog", Font.PLAIN, 1).getFamily(Locale.ROOT);
        } catch (InternalError noFonts) {
            Path map = folder.resolve("fonts.properties");
            Files.writeString(map, MAP.formatted(folder.resolve(BROUGHT.get(0))));
            System.setProperty(MAP_PROPERTY, map.toString());
            LOG.info("This machine has no fonts: those that are brought along are used");
        }
    }

    private void unpack() throws IOException {
        Files.createDirectories(folder);
        for (String name : BROUGHT) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                continue;
            }
            try (InputStream in = Fonts.class.getResourceAsStream(RESOURCES + name)) {
                if (in == null) {
                    throw new IOException("the font " + name + " is not on the class path");
                }
                Path part = Files.createTempFile(folder, name, ".part");
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String key(Font font) {
        return font.getFamily(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
