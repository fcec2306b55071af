package dev.reelcast.model;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table of a bulk job's transitions, by command and by what became of its items. The one place where they are decided;
 * the store writes nothing else.
 *
 * <table>
 * <caption>Commands</caption>
 * <tr><th>from</th><th>command</th><th>to</th></tr>
 * <tr><td>pending</td><td>start</td><td>running; completed when all rows are duplicates, failed when none can start</td></tr>
 * <tr><td>running</td><td>pause</td><td>pausing</td></tr>
 * <tr><td>pausing, paused</td><td>resume</td><td>running</td></tr>
 * <tr><td>running, pausing, paused</td><td>cancel</td><td>cancelling</td></tr>
 * <tr><td>completed, completed_with_errors, cancelled, failed</td><td>retry_failed</td><td>running</td></tr>
 * <tr><td>pending, completed, completed_with_errors, cancelled, failed</td><td>delete</td><td>–</td></tr>
 * </table>
 */
public final class BulkTransitions {

    private static final Map<BulkStatus, Set<BulkCommand>> ALLOWED = Map.of(
            BulkStatus.PENDING, EnumSet.of(BulkCommand.START, BulkCommand.DELETE),
            BulkStatus.RUNNING, EnumSet.of(BulkCommand.PAUSE, BulkCommand.CANCEL),
            BulkStatus.PAUSING, EnumSet.of(BulkCommand.RESUME, BulkCommand.CANCEL),
            BulkStatus.PAUSED, EnumSet.of(BulkCommand.RESUME, BulkCommand.CANCEL),
            BulkStatus.COMPLETING, EnumSet.noneOf(BulkCommand.class),
            BulkStatus.CANCELLING, EnumSet.noneOf(BulkCommand.class),
            BulkStatus.COMPLETED, EnumSet.of(BulkCommand.RETRY_FAILED, BulkCommand.DELETE),
            BulkStatus.COMPLETED_WITH_ERRORS, EnumSet.of(BulkCommand.RETRY_FAILED, BulkCommand.DELETE),
            BulkStatus.CANCELLED, EnumSet.of(BulkCommand.RETRY_FAILED, BulkCommand.DELETE),
            BulkStatus.FAILED, EnumSet.of(BulkCommand.RETRY_FAILED, BulkCommand.DELETE));

    private BulkTransitions() {}

    /** What may be asked of a bulk job that stands there. */
    public static Set<BulkCommand> allowed(BulkStatus from) {
        return EnumSet.copyOf(ALLOWED.getOrDefault(from, EnumSet.noneOf(BulkCommand.class)));
    }

    /**
     * Where a command leads.
     *
     * @return null when it is refused there; a delete leads nowhere, and is not to be asked
     */
    public static @Nullable BulkStatus after(BulkStatus from, BulkCommand command) {
        if (!allowed(from).contains(command)) {
            return null;
        }
        return switch (command) {
            case START, RESUME, RETRY_FAILED -> BulkStatus.RUNNING;
            case PAUSE -> BulkStatus.PAUSING;
            case CANCEL -> BulkStatus.CANCELLING;
            case DELETE -> null;
        };
    }

    /**
     * Where a bulk job goes by itself, after what its items have come to.
     *
     * @param cutOff whether its deadline has ended items
     * @return itself when it stays
     */
    public static BulkStatus settled(BulkStatus from, BulkCounts counts, boolean cutOff) {
        return switch (from) {
            case PENDING -> from;
            case RUNNING -> counts.open() > 0 ? from : BulkStatus.COMPLETING;
            case PAUSING ->
                counts.open() == 0 ? BulkStatus.COMPLETING : counts.processing() == 0 ? BulkStatus.PAUSED : from;
            // Somebody ran one of its jobs by hand, or cancelled each of them.
            case PAUSED ->
                counts.open() == 0 ? BulkStatus.COMPLETING : counts.processing() > 0 ? BulkStatus.PAUSING : from;
            case COMPLETING -> counts.open() > 0 ? BulkStatus.RUNNING : end(counts, cutOff);
            case CANCELLING -> counts.open() > 0 ? from : BulkStatus.CANCELLED;
            // One of its jobs was tried again by itself.
            case COMPLETED, COMPLETED_WITH_ERRORS, CANCELLED, FAILED -> counts.open() > 0 ? BulkStatus.RUNNING : from;
        };
    }

    private static BulkStatus end(BulkCounts counts, boolean cutOff) {
        if (counts.total() == 0 || counts.invalid() > 0 && counts.invalid() + counts.duplicates() == counts.total()) {
            return BulkStatus.FAILED;
        }
        return cutOff || counts.failed() > 0 || counts.cancelled() > 0
                ? BulkStatus.COMPLETED_WITH_ERRORS
                : BulkStatus.COMPLETED;
    }
}
