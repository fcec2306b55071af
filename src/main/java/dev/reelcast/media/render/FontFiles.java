package dev.reelcast.media.render;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the machine's fonts, and unpacks those that are brought along. */
final class FontFiles {

    private static final Logger LOG = LoggerFactory.getLogger(FontFiles.class);

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

    /** @param folder where fonts are unpacked; made when needed */
    FontFiles(Path folder) {
        this.folder = folder;
    }

    /** By name in lower case, those that are brought along first. */
    Map<String, Fonts.Family> read() throws IOException {
        unpack();
        requireDrawing();
        Map<String, Fonts.Family> byName = new LinkedHashMap<>();
        for (int i = 0; i < BROUGHT.size(); i += 2) {
            Font plain = unpacked(BROUGHT.get(i));
            Font bold = unpacked(BROUGHT.get(i + 1));
            byName.put(key(plain), new Fonts.Family(plain, bold));
        }
        GraphicsEnvironment machine = GraphicsEnvironment.getLocalGraphicsEnvironment();
        for (String name : machine.getAvailableFontFamilyNames(Locale.ROOT)) {
            if (!LOGICAL.contains(name)) {
                Font plain = new Font(name, Font.PLAIN, 1);
                byName.putIfAbsent(key(plain), new Fonts.Family(plain, new Font(name, Font.BOLD, 1)));
            }
        }
        LOG.debug("{} families of fonts", byName.size());
        return byName;
    }

    private Font unpacked(String name) throws IOException {
        try {
            return Font.createFont(Font.TRUETYPE_FONT, folder.resolve(name).toFile());
        } catch (FontFormatException e) {
            throw new IOException("the font " + name + " is damaged", e);
        }
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
            try (InputStream in = FontFiles.class.getResourceAsStream(RESOURCES + name)) {
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
