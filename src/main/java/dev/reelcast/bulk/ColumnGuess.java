package dev.reelcast.bulk;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkField;
import dev.reelcast.model.OneLine;
import dev.reelcast.net.Refused;
import dev.reelcast.net.VideoUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out what columns mean: by what the caller says, else by their names, else by what stands in them. */
final class ColumnGuess {

    /** How many rows are looked at. */
    static final int LOOKED_AT = 50;

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** Characters that a cell has at least on average, and words, where cells are texts to be spoken. */
    private static final int PROSE = 60;

    private static final int PROSE_WORDS = 8;
    private static final int SHOWN = 64;
    private static final int MOST_SHOWN = 20;

    private static final Map<String, BulkField> SPELLINGS = spellings();

    private final List<String> names;
    private final BulkField[] fields;
    private final Set<BulkField> taken = EnumSet.noneOf(BulkField.class);
    private final boolean[] said;

    private ColumnGuess(List<String> names) {
        this.names = names;
        this.fields = new BulkField[names.size()];
        this.said = new boolean[names.size()];
        Arrays.fill(fields, BulkField.IGNORE);
    }

    /**
     * @param names of the columns, as the header has them
     * @param rows the first ones
     * @param mapping what the caller says, by name; the first column of a name counts
     * @return a column for each name
     * @throws Failure {@link FailureKind#UNPROCESSABLE} when the mapping names a column that is not there or a field twice,
     *     and when there is neither a column of videos nor one of texts
     */
    static List<BulkColumn> of(List<String> names, List<List<String>> rows, Map<String, BulkField> mapping) {
        ColumnGuess guess = new ColumnGuess(names);
        guess.take(mapping);
        guess.byName();
        if (!guess.hasInput()) {
            guess.byContent(rows);
        }
        if (!guess.hasInput()) {
            throw guess.noInput();
        }
        List<BulkColumn> columns = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            columns.add(new BulkColumn(names.get(i), guess.fields[i].word()));
        }
        return columns;
    }

    private void take(Map<String, BulkField> mapping) {
        Map<BulkField, String> columns = new EnumMap<>(BulkField.class);
        mapping.forEach((name, field) -> {
            int column = names.indexOf(name);
            if (column < 0) {
                throw Failure.of(
                        FailureKind.UNPROCESSABLE,
                        "no_column",
                        "The mapping names a column “" + shown(name) + "” that is not there. " + columns());
            }
            String other = field == BulkField.IGNORE ? null : columns.put(field, name);
            if (other != null) {
                throw Failure.of(
                        FailureKind.UNPROCESSABLE,
                        "two_columns",
                        "The mapping takes two columns for " + field.word() + ": “" + shown(other) + "” and “"
                                + shown(name) + "”. Choose one of them.");
            }
            said[column] = true;
            fields[column] = field;
        });
        taken.addAll(columns.keySet());
    }

    private void byName() {
        for (int i = 0; i < fields.length; i++) {
            BulkField field = SPELLINGS.get(plain(names.get(i)));
            if (!said[i] && field != null && taken.add(field)) {
                fields[i] = field;
            }
        }
    }

    /** One kind of input only: what names say nothing of is rather a description of the video than a text to be spoken. */
    private void byContent(List<List<String>> rows) {
        if (!byContent(BulkField.VIDEO, rows)) {
            byContent(BulkField.TEXT, rows);
        }
    }

    private boolean byContent(BulkField field, List<List<String>> rows) {
        for (int i = 0; i < fields.length; i++) {
            int column = i;
            List<String> cells = rows.stream()
                    .filter(row -> column < row.size() && !row.get(column).isBlank())
                    .map(row -> row.get(column).strip())
                    .toList();
            boolean fits = field == BulkField.VIDEO ? areVideos(cells) : areTexts(cells);
            if (fits && !said[i] && fields[i] == BulkField.IGNORE) {
                fields[i] = field;
                taken.add(field);
                return true;
            }
        }
        return false;
    }

    private static boolean areVideos(List<String> cells) {
        long videos = cells.stream().filter(ColumnGuess::isVideo).count();
        // A word may have as many letters as an id, but not each word of a column.
        return videos * 2 > cells.size() && cells.stream().anyMatch(cell -> !cell.matches("\\p{L}*"));
    }

    private static boolean isVideo(String cell) {
        try {
            VideoUrl.parse(cell);
            return true;
        } catch (Refused noVideo) {
            return false;
        }
    }

    private static boolean areTexts(List<String> cells) {
        int characters = cells.stream().mapToInt(String::length).sum();
        int words = cells.stream().mapToInt(cell -> cell.split("\\s+").length).sum();
        boolean spaced = words >= PROSE_WORDS * cells.size();
        // Chinese, Japanese and Thai have no blanks between words.
        boolean unspaced = cells.stream().anyMatch(cell -> cell.codePoints().anyMatch(Character::isIdeographic));
        return !cells.isEmpty()
                && (spaced && characters >= PROSE * cells.size() || unspaced && characters >= PROSE * cells.size() / 3);
    }

    private boolean hasInput() {
        return taken.contains(BulkField.VIDEO) || taken.contains(BulkField.TEXT);
    }

    private Failure noInput() {
        return Failure.of(
                FailureKind.UNPROCESSABLE,
                "no_input_column",
                "There is neither a column “video” nor a column “text”. " + columns()
                        + " Say with a mapping which of them has the videos or the texts.");
    }

    private String columns() {
        String shown = names.stream()
                .limit(MOST_SHOWN)
                .map(name -> "“" + shown(name) + "”")
                .collect(Collectors.joining(", "));
        return "The columns are " + shown + (names.size() > MOST_SHOWN ? " and others." : ".");
    }

    private static String shown(String name) {
        return OneLine.of(name, SHOWN);
    }

    private static String plain(String name) {
        return NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static Map<String, BulkField> spellings() {
        Map<String, BulkField> spellings = new HashMap<>();
        Map<BulkField, List<String>> fields = Map.of(
                BulkField.VIDEO,
                List.of(
                        "video",
                        "url",
                        "link",
                        "videoid",
                        "videourl",
                        "videolink",
                        "youtube",
                        "youtubeid",
                        "youtubeurl",
                        "youtubelink",
                        "youtubevideo",
                        "youtubevideoid",
                        "watchurl",
                        "source",
                        "sourceurl",
                        "mediaurl",
                        "fileurl"),
                BulkField.TEXT,
                List.of("text", "script", "body", "story", "narration", "content", "article", "copy", "speech"),
                BulkField.TITLE,
                List.of("title", "headline", "name", "heading", "subject", "videotitle"),
                BulkField.VOICE,
                List.of("voice", "voiceid", "voicename", "speaker", "narrator"),
                BulkField.TEMPLATE,
                List.of("template", "templateid", "templatename"),
                BulkField.IMAGE_URL,
                List.of(
                        "image",
                        "imageurl",
                        "imagelink",
                        "picture",
                        "pictureurl",
                        "photo",
                        "photourl",
                        "backgroundimage",
                        "backgroundimageurl"),
                BulkField.BACKGROUND_VIDEO_URL,
                List.of("background", "backgroundvideo", "backgroundvideourl", "backgroundurl"));
        fields.forEach((field, words) -> words.forEach(word -> spellings.put(word, field)));
        return Map.copyOf(spellings);
    }
}
