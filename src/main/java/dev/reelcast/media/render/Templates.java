package dev.reelcast.media.render;

import dev.reelcast.config.ConfigException;
import dev.reelcast.config.Template;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.TemplateInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The templates in a folder, one a file. A file that is new or changed is read when the templates are next asked for; one
 * that cannot be used stays in the list, with its problem. Thread-safe; blocking.
 */
public final class Templates {

    private static final Logger LOG = LoggerFactory.getLogger(Templates.class);

    private static final String ENDING = ".yaml";
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final long LARGEST = 64 << 10;
    private static final List<String> SHIPPED = List.of("captions", "plain");

    private final Path folder;
    private final Fonts fonts;
    private Map<String, Known> known = Map.of();

    /** @param folder of the templates; without it, and only then, there are those that ship */
    public Templates(Path folder, Fonts fonts) {
        this.folder = folder;
        this.fonts = fonts;
    }

    /** @param version of the file, null for one that ships */
    private record Known(@Nullable Version version, Template template, TemplateInfo info) {}

    private record Version(FileTime changed, long bytes) {}

    /** All templates by id, those that cannot be used among them. */
    public List<TemplateInfo> list() {
        return read().values().stream().map(Known::info).toList();
    }

    /**
     * A template that can be used.
     *
     * @throws MediaException of kind {@link Kind#BAD_TEMPLATE} when there is none of that id, or it has a problem
     */
    public Template require(String id) {
        Map<String, Known> all = read();
        Known found = all.get(id);
        if (found == null) {
            throw new MediaException(
                    Kind.BAD_TEMPLATE,
                    "There is no template “" + (ID.matcher(id).matches() ? id : "?") + "”. There are: "
                            + String.join(", ", all.keySet()) + ".");
        }
        if (found.info().problem() != null) {
            throw new MediaException(
                    Kind.BAD_TEMPLATE,
                    "The template “" + id + "” cannot be used. " + found.info().problem());
        }
        return found.template();
    }

    private synchronized Map<String, Known> read() {
        Map<String, Known> now = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            SHIPPED.forEach(id -> now.put(id, shipped(id)));
        } else {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
                for (Path file : files) {
                    String name = String.valueOf(file.getFileName());
                    String id = name.substring(0, name.length() - ENDING.length());
                    if (ID.matcher(id).matches()) {
                        now.put(id, current(id, file));
                    }
                }
            } catch (IOException e) {
                throw new MediaException(Kind.FAILED, "The folder of the templates cannot be read.", e);
            }
        }
        known = now;
        return now;
    }

    private Known shipped(String id) {
        Known before = known.get(id);
        if (before != null && before.version() == null) {
            return before;
        }
        try (InputStream in = Templates.class.getResourceAsStream("/templates/" + id + ENDING)) {
            if (in == null) {
                throw new IOException("the template " + id + " is not on the class path");
            }
            return known(id, null, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new MediaException(Kind.FAILED, "The templates cannot be read.", e);
        }
    }

    private Known current(String id, Path file) throws IOException {
        Version version = new Version(Files.getLastModifiedTime(file), Files.size(file));
        Known before = known.get(id);
        if (before != null && version.equals(before.version())) {
            return before;
        }
        return version.bytes() > LARGEST
                ? known(id, version, Template.defaults(), "The file is larger than 64 KiB.")
                : known(id, version, Files.readString(file));
    }

    private Known known(String id, @Nullable Version version, String yaml) {
        try {
            Template template = Template.parse(yaml);
            return known(id, version, template, problem(template));
        } catch (ConfigException e) {
            return known(id, version, Template.defaults(), String.valueOf(e.getMessage()));
        }
    }

    /** A machine on which nothing can be drawn is one on which no template can be used, and all else can. */
    private @Nullable String problem(Template template) {
        try {
            return fonts.has(template.font()) ? null : fonts.missing(template.font());
        } catch (MediaException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Known known(String id, @Nullable Version version, Template template, @Nullable String problem) {
        if (problem != null) {
            LOG.warn("The template {} cannot be used. {}", id, problem);
        }
        return new Known(
                version,
                template,
                new TemplateInfo(
                        id,
                        template.name(),
                        template.description(),
                        template.captions(),
                        template.voice(),
                        template.font(),
                        template.fontSize(),
                        template.resolution(),
                        template.background(),
                        template.text(),
                        template.accent(),
                        problem));
    }
}
