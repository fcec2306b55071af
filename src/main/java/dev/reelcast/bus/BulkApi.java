package dev.reelcast.bus;

import dev.reelcast.model.BulkField;
import dev.reelcast.model.BulkSettings;
import dev.reelcast.model.Viewer;
import io.vertx.core.json.JsonArray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows on their way into a bulk job. */
public final class BulkApi {

    /**
     * Reads rows, finds out what their columns are, checks each row, and keeps them all as a bulk job that can be started;
     * or does so once more with rows that are kept. Nothing is kept of rows that cannot be read: then it fails with
     * {@link FailureKind#UNPROCESSABLE}, {@link FailureKind#TOO_LARGE} or {@link FailureKind#UNSUPPORTED}, and one sentence
     * that says what to do. A row that is no input for anything is no failure, but stands among the errors.
     */
    public static final Address<Rows, BulkStoreApi.Preview> PREVIEW =
            new Address<>("bulk.read", Duration.ofMinutes(30));

    /**
     * Writes into the sheet that a bulk job's rows came from what came of each: a column for its status and one for the link to
     * the result, beside the sheet's own. Rows that are not as they were are left alone. {@link FailureKind#UNPROCESSABLE}
     * ({@code not_a_sheet}) for rows of any other source, and as {@link SheetApi#WRITE}.
     */
    public static final Address<BulkStoreApi.OneBulk, WrittenRows> WRITE_BACK =
            new Address<>("bulk.write-back", Duration.ofMinutes(30));

    private BulkApi() {}

    /**
     * @param rows how many were written
     * @param changed how many were not, because somebody has changed or moved them since
     */
    public record WrittenRows(int rows, int changed) {}

    /**
     * @param viewer whose bulk job it becomes
     * @param mapping fields by the names of their columns; empty leaves all of them to be guessed, or, of rows that are
     *     kept, as they are
     * @param agentId whose episodes the results are, null for nobody's
     * @param title 1 to 200 characters, null for what the source is called; rows that are kept keep theirs
     */
    public record Rows(
            Viewer viewer,
            Origin origin,
            Map<String, BulkField> mapping,
            @Nullable UUID agentId,
            @Nullable String title,
            BulkSettings settings) {
        public Rows {
            mapping = Map.copyOf(mapping);
        }
    }

    /** Where rows are. */
    public sealed interface Origin permits CsvFile, Pasted, Members, Sheet, Kept {}

    /** A file on this server's disk, which stays there. */
    public record CsvFile(Path path) implements Origin {}

    /** A URL or an id each; blank ones count as rows and are passed over. */
    public record Pasted(List<String> lines) implements Origin {
        public Pasted {
            lines = List.copyOf(lines);
        }
    }

    /** JSON objects, whose members are the columns. */
    public record Members(JsonArray rows) implements Origin {}

    /**
     * A spreadsheet at Google.
     *
     * @param sheet its URL or id
     * @param range as {@link SheetApi.Read} has it
     */
    public record Sheet(
            UUID connectionId, String sheet, @Nullable String range) implements Origin {}

    /** A bulk job that was not started. */
    public record Kept(UUID bulkJobId) implements Origin {}
}
