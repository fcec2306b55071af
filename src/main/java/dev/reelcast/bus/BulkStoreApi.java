package dev.reelcast.bus;

import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkCommand;
import dev.reelcast.model.BulkItem;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.BulkSettings;
import dev.reelcast.model.BulkSource;
import dev.reelcast.model.BulkStatus;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Priority;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.Viewer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bulk jobs and their items. Rows come in while the bulk job is {@code pending}: {@link #CREATE}, {@link #ADD} by the
 * thousand, {@link #CHECKED}; from then on it can be started. What is not there, or not the viewer's, is
 * {@link FailureKind#NOT_FOUND}; what its status forbids is {@link FailureKind#CONFLICT}.
 */
public final class BulkStoreApi {

    /** Begins a pending bulk job without rows; {@link FailureKind#NOT_FOUND} when the agent is not the owner's. */
    public static final Address<NewBulk, Void> CREATE = new Address<>("bulk.create");

    /** Adds rows to a pending bulk job, in their order. */
    public static final Address<NewItems, Void> ADD = new Address<>("bulk.add", Duration.ofMinutes(2));

    /** Rows of a pending bulk job as they were given, to be understood in another way. */
    public static final Address<CellQuery, List<Given>> CELLS = new Address<>("bulk.cells");

    /** What columns and settings are from now on: the rows do not count until they were replaced and checked. */
    public static final Address<Rereading, Void> REREAD = new Address<>("bulk.reread");

    /** As {@link #ADD}, for rows that are there. */
    public static final Address<NewItems, Void> REPLACE = new Address<>("bulk.replace", Duration.ofMinutes(2));

    /** All rows are there: marks duplicates and what is done already, and counts. Answers as {@link #PREVIEW}. */
    public static final Address<OneBulk, Preview> CHECKED = new Address<>("bulk.checked", Duration.ofMinutes(2));

    public static final Address<OneBulk, Preview> PREVIEW = new Address<>("bulk.preview");

    /** Starts the good rows of one that was checked; it fails at once when there are none to start. */
    public static final Address<Start, BulkJob> START = new Address<>("bulk.start", Duration.ofMinutes(2));

    public static final Address<OneBulk, BulkJob> FIND = new Address<>("bulk.find");
    public static final Address<BulkQuery, BulkPage> LIST = new Address<>("bulk.list");
    public static final Address<ItemQuery, ItemPage> ITEMS = new Address<>("bulk.items");

    /** A letter an item: p, r, c, f, s, x. */
    public static final Address<OneBulk, Grid> GRID = new Address<>("bulk.grid");

    /** Anything but a start. A deleted one is answered as it was. */
    public static final Address<Steering, BulkJob> STEER = new Address<>("bulk.steer", Duration.ofMinutes(2));

    public static final Address<BulkPatch, BulkJob> UPDATE = new Address<>("bulk.update");

    /** Leaves out an item that has not started. */
    public static final Address<OneItem, BulkItem> SKIP = new Address<>("bulk.skip");

    /**
     * Whatever is due of all bulk jobs: adds up what became of items, puts the next ones into the queue, keeps deadlines,
     * ends what is done. The request says nothing; the answer is whether any bulk job is under way. Safe to be asked for by
     * all servers at once.
     */
    public static final Address<Boolean, Boolean> ADVANCE = new Address<>("bulk.advance");

    /** Where the rows of a bulk job came from, as its source said; empty for any but a sheet. */
    public static final Address<OneBulk, Optional<JsonObject>> ORIGIN = new Address<>("bulk.origin");

    /** One that is to be written into its sheet now: nobody else takes it for so long. */
    public static final Address<Duration, Optional<WriteBack>> CLAIM_WRITE_BACK =
            new Address<>("bulk.claim-write-back");

    public static final Address<WrittenBack, Void> WRITTEN_BACK = new Address<>("bulk.written-back");

    /** Forgets previews that nobody started for so long; answers how many. */
    public static final Address<Duration, Integer> TIDY = new Address<>("bulk.tidy");

    private BulkStoreApi() {}

    public record OneBulk(Viewer viewer, UUID bulkJobId) {}

    /**
     * @param title 1 to 200 characters
     * @param origin of a sheet: connectionId, sheetId, range; null for any other source
     */
    public record NewBulk(
            UUID id,
            UUID ownerId,
            @Nullable UUID agentId,
            String title,
            BulkSource source,
            @Nullable JsonObject origin,
            List<BulkColumn> columns,
            BulkSettings settings) {
        public NewBulk {
            columns = List.copyOf(columns);
        }
    }

    /** @param items 1 to 5,000 */
    public record NewItems(UUID bulkJobId, List<NewItem> items) {
        public NewItems {
            items = List.copyOf(items);
        }
    }

    /**
     * A row that was understood or not.
     *
     * @param item its number, from 1
     * @param row as a spreadsheet counts: a header is row 1
     * @param cells as they were given
     * @param input what it runs; null with a problem
     * @param problem what is wrong with it, one sentence; null with an input
     */
    public record NewItem(
            int item,
            int row,
            List<String> cells,
            @Nullable ItemInput input,
            @Nullable String problem) {
        public NewItem {
            cells = List.copyOf(cells);
        }
    }

    /**
     * @param type {@code youtube} or {@code render}
     * @param title null when not known
     * @param url null for a text
     * @param host where it is fetched from, null for a text
     * @param canonical two rows with the same one are duplicates: a video's key, a text's digest
     * @param render null for a video
     */
    public record ItemInput(
            JobType type,
            @Nullable String title,
            @Nullable String url,
            @Nullable String host,
            String canonical,
            @Nullable RenderInput render) {}

    /**
     * @param after the number of the last known item, 0 for none
     * @param limit 1 to 5,000
     */
    public record CellQuery(Viewer viewer, UUID bulkJobId, int after, int limit) {}

    public record Given(int item, int row, List<String> cells) {}

    public record Rereading(
            Viewer viewer, UUID bulkJobId, @Nullable UUID agentId, List<BulkColumn> columns, BulkSettings settings) {}

    /** A row that is no input for anything. */
    public record RowError(int row, String message) {}

    /**
     * @param good how many would start
     * @param alreadyDone of which there is a finished result
     * @param errors the first 100
     * @param sample the first 20 items
     * @param estimateSeconds how long the good ones take, null while nothing was measured
     */
    public record Preview(
            BulkJob job,
            int good,
            int alreadyDone,
            List<RowError> errors,
            List<BulkItem> sample,
            @Nullable Integer estimateSeconds) {}

    /**
     * @param title null leaves the preview's
     * @param priority null for normal
     * @param deadline from now on, null for none
     */
    public record Start(
            Viewer viewer,
            UUID bulkJobId,
            @Nullable String title,
            @Nullable Priority priority,
            @Nullable Duration deadline) {}

    /**
     * @param status null for all
     * @param limit 1 to 100
     * @param before the last one of the page before, null for the first page
     */
    public record BulkQuery(
            Viewer viewer,
            @Nullable BulkStatus status,
            int limit,
            @Nullable UUID before) {}

    /** @param total exact to 10,000 */
    public record BulkPage(List<BulkJob> jobs, int total, boolean totalIsLowerBound, boolean more) {}

    /**
     * @param status null for all
     * @param after the number of the last known item, 0 for none
     * @param limit 1 to 1,000
     */
    public record ItemQuery(
            Viewer viewer, UUID bulkJobId, @Nullable JobStatus status, int after, int limit) {}

    public record ItemPage(BulkJob job, List<BulkItem> items, int total, boolean more) {}

    /** @param seq the bulk job's newest event of which it knows */
    public record Grid(String letters, long seq) {}

    /** @param unfinished of a retry: also what was cancelled or left out */
    public record Steering(Viewer viewer, UUID bulkJobId, BulkCommand command, boolean unfinished) {}

    /** @param attempt 1 for the first */
    public record WriteBack(UUID bulkJobId, UUID ownerId, int attempt) {}

    /**
     * @param error why it could not be, one sentence; null when it was
     * @param again after which time another try may help; null for never
     */
    public record WrittenBack(
            UUID bulkJobId,
            @Nullable String error,
            @Nullable Duration again) {}

    /** @param title null leaves it, as a null priority does */
    public record BulkPatch(
            Viewer viewer,
            UUID bulkJobId,
            @Nullable String title,
            @Nullable Priority priority) {}

    public record OneItem(Viewer viewer, UUID bulkJobId, int item) {}
}
