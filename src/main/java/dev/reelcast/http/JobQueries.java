package dev.reelcast.http;

import dev.reelcast.bus.JobStoreApi.JobQuery;
import dev.reelcast.bus.JobStoreApi.Position;
import dev.reelcast.bus.JobStoreApi.Sort;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a request asks of the lists of jobs. */
final class JobQueries {

    /** The furthest that can be reached by counting; beyond it a cursor is as fast as the first page. */
    static final int DEEPEST = 10_000;

    private static final int PAGE = 20;
    private static final String NEWEST_FIRST = "-createdAt";

    private JobQueries() {}

    /** A page by offset or cursor; {@link Invalid} when both are given, or either cannot be followed. */
    static JobQuery page(Call call) {
        long offset = call.number("offset", 0);
        String cursor = call.text("cursor");
        if (offset > DEEPEST) {
            throw new Invalid(
                    "offset",
                    "offset_too_large",
                    "It must be at most " + DEEPEST + ". To go further, give the nextCursor of a page as cursor.");
        }
        if (cursor != null && offset > 0) {
            throw new Invalid("cursor", "Give either an offset or a cursor.");
        }
        return query(call, (int) call.number("limit", PAGE), (int) offset, cursor);
    }

    /** All that match, in steps of a size. */
    static JobQuery all(Call call, int step) {
        return query(call, step, 0, null);
    }

    /** An agent's jobs, newest first. */
    static JobQuery ofAgent(Call call, UUID agentId, List<JobStatus> statuses, Paging paging) {
        String cursor = call.text("cursor");
        return new JobQuery(
                call.viewer(),
                statuses,
                null,
                agentId,
                null,
                null,
                null,
                Sort.CREATED,
                true,
                paging.limit(),
                paging.offset(),
                cursor == null ? null : Cursors.decode(Sort.CREATED, true, cursor));
    }

    /** The same list from another position on. */
    static JobQuery after(JobQuery query, Position position) {
        return new JobQuery(
                query.viewer(),
                query.statuses(),
                query.type(),
                query.agentId(),
                query.bulkJobId(),
                query.text(),
                query.from(),
                query.to(),
                query.sort(),
                query.descending(),
                query.limit(),
                0,
                position);
    }

    private static JobQuery query(Call call, int limit, int offset, @Nullable String cursor) {
        String order = call.text("sort") == null ? NEWEST_FIRST : call.text("sort");
        Sort sort = sort(order);
        boolean descending = order.startsWith("-");
        String q = call.text("q");
        return new JobQuery(
                call.viewer(),
                statuses(call.text("status")),
                call.word(JobType.class, "type"),
                call.filterId("agentId"),
                call.filterId("bulkJobId"),
                q == null || q.isBlank() ? null : q,
                call.time("from"),
                call.time("to"),
                sort,
                descending,
                limit,
                offset,
                cursor == null ? null : Cursors.decode(sort, descending, cursor));
    }

    private static List<JobStatus> statuses(@Nullable String words) {
        List<JobStatus> statuses = new ArrayList<>();
        if (words != null) {
            for (String word : words.split(",", -1)) {
                statuses.add(Wire.parse(JobStatus.class, word));
            }
        }
        return statuses;
    }

    private static Sort sort(String order) {
        return switch (order.startsWith("-") ? order.substring(1) : order) {
            case "finishedAt" -> Sort.FINISHED;
            case "title" -> Sort.TITLE;
            case "duration" -> Sort.DURATION;
            default -> Sort.CREATED;
        };
    }
}
