package dev.reelcast.bulk;

import dev.reelcast.bus.BulkStoreApi.ItemInput;
import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkField;
import dev.reelcast.model.BulkSettings;
import dev.reelcast.model.JobType;
import dev.reelcast.model.OneLine;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.RenderOverrides;
import dev.reelcast.model.RenderRules;
import dev.reelcast.model.Wire;
import dev.reelcast.net.Refused;
import dev.reelcast.net.UrlGuard;
import dev.reelcast.net.VideoUrl;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a row what its job is given, or says in one sentence what is wrong with it. Asks no name service: where a host
 * leads is looked at when its job runs, as it would be anyway.
 */
final class RowCheck {

    private static final int SHOWN = 64;

    /**
     * One of the two is null.
     *
     * @param input what the row runs
     * @param problem what is wrong with it
     */
    record Checked(@Nullable ItemInput input, @Nullable String problem) {}

    /** What is wrong with a row. */
    private static final class Problem extends Exception {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        Problem(String sentence) {
            super(sentence, null, false, false);
            this.sentence = sentence;
        }
    }

    private final List<BulkColumn> columns;
    private final Map<BulkField, Integer> places = new EnumMap<>(BulkField.class);
    private final BulkSettings settings;
    private final UrlGuard guard;
    private final Function<String, @Nullable String> templateProblem;

    /**
     * @param columns at most one of a field
     * @param templateProblem what is wrong with a template, by its id; null when nothing is. May be asked for each row.
     */
    RowCheck(
            List<BulkColumn> columns,
            BulkSettings settings,
            UrlGuard guard,
            Function<String, @Nullable String> templateProblem) {
        this.columns = List.copyOf(columns);
        this.settings = settings;
        this.guard = guard;
        this.templateProblem = templateProblem;
        for (int i = 0; i < columns.size(); i++) {
            BulkField field = BulkField.of(columns.get(i).field());
            if (field != BulkField.IGNORE) {
                places.put(field, i);
            }
        }
    }

    /** @param cells as they were given; those that are missing at the end are empty */
    Checked check(List<String> cells) {
        try {
            return new Checked(input(cells), null);
        } catch (Problem problem) {
            return new Checked(null, problem.sentence);
        }
    }

    private ItemInput input(List<String> cells) throws Problem {
        if (cells.stream().skip(columns.size()).anyMatch(cell -> !cell.isBlank())) {
            throw new Problem("The row has " + cells.size() + " cells, but there are " + columns.size()
                    + " columns. Name each column; in CSV, put a cell with a separator in it into quotation marks.");
        }
        String video = cell(cells, BulkField.VIDEO);
        String text = cell(cells, BulkField.TEXT);
        if (video != null && text != null) {
            throw new Problem("The row has both a video and a text; give one of them.");
        }
        if (video != null) {
            return video(video.strip(), title(cells));
        }
        if (text == null) {
            throw new Problem("The row has " + missing() + ".");
        }
        return text(text, title(cells), cells);
    }

    private ItemInput video(String given, @Nullable String title) throws Problem {
        try {
            VideoUrl video = VideoUrl.parse(given);
            guard.inspect(video.url());
            return new ItemInput(JobType.YOUTUBE, title, video.url(), video.host(), video.key(), null);
        } catch (Refused refused) {
            throw in(BulkField.VIDEO, refused);
        }
    }

    private ItemInput text(String text, @Nullable String title, List<String> cells) throws Problem {
        require(RenderRules.text(text));
        String templateId = template(cells);
        RenderOverrides overrides = overrides(
                trimmed(cells, BulkField.VOICE),
                url(cells, BulkField.IMAGE_URL),
                url(cells, BulkField.BACKGROUND_VIDEO_URL));
        require(RenderRules.overrides(overrides));
        String problem = templateProblem.apply(templateId);
        if (problem != null) {
            throw new Problem(problem);
        }
        RenderInput input = new RenderInput(text, title, templateId, overrides, settings.outputBucket());
        String shown = title == null ? OneLine.beginning(text) : title;
        return new ItemInput(JobType.RENDER, shown, null, null, "text:" + digest(input), input);
    }

    private String template(List<String> cells) {
        String own = trimmed(cells, BulkField.TEMPLATE);
        String common = settings.templateId();
        return own != null ? own : common != null ? common : RenderInput.DEFAULT_TEMPLATE;
    }

    /** A row's own come before those of all; its own picture before the video of all, too. */
    private RenderOverrides overrides(@Nullable String voice, @Nullable String image, @Nullable String video) {
        RenderOverrides all = settings.overrides();
        return new RenderOverrides(
                voice == null ? all.voice() : voice,
                all.backgroundColour(),
                all.textColour(),
                all.accentColour(),
                all.fontSize(),
                all.resolution(),
                image == null ? all.imageUrl() : image,
                video == null && image == null ? all.backgroundVideoUrl() : video);
    }

    private @Nullable String url(List<String> cells, BulkField field) throws Problem {
        String given = trimmed(cells, field);
        if (given == null) {
            return null;
        }
        try {
            guard.inspect(given);
            return given;
        } catch (Refused refused) {
            throw in(field, refused);
        }
    }

    private @Nullable String title(List<String> cells) {
        String given = cell(cells, BulkField.TITLE);
        String line = given == null ? "" : OneLine.of(given, OneLine.TITLE);
        return line.isEmpty() ? null : line;
    }

    private @Nullable String trimmed(List<String> cells, BulkField field) {
        String cell = cell(cells, field);
        return cell == null ? null : cell.strip();
    }

    /** A cell with something in it, null when there is none. */
    private @Nullable String cell(List<String> cells, BulkField field) {
        Integer place = places.get(field);
        String cell = place == null || place >= cells.size() ? "" : cells.get(place);
        return cell.isBlank() ? null : cell;
    }

    private String missing() {
        boolean videos = places.containsKey(BulkField.VIDEO);
        boolean texts = places.containsKey(BulkField.TEXT);
        return videos && texts ? "neither a video nor a text" : videos ? "no video" : "no text";
    }

    private Problem in(BulkField field, Refused refused) {
        Integer place = places.get(field);
        String name = place == null ? "" : OneLine.of(columns.get(place).name(), SHOWN);
        return new Problem((name.isEmpty() ? field.word() : name) + ": " + refused.getMessage());
    }

    private static void require(RenderRules.@Nullable Wrong wrong) throws Problem {
        if (wrong != null) {
            throw new Problem(wrong.sentence());
        }
    }

    private static String digest(RenderInput input) {
        try {
            byte[] all = Wire.text(input).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
