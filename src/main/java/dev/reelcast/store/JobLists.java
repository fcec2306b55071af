package dev.reelcast.store;

import dev.reelcast.bus.JobStoreApi.JobPage;
import dev.reelcast.bus.JobStoreApi.JobQuery;
import dev.reelcast.bus.JobStoreApi.Position;
import dev.reelcast.bus.JobStoreApi.Sort;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists of jobs: a page and how many there are, as fast with a million jobs as with a thousand. */
final class JobLists {

    private static final long EXACT_TO = 10_000;
    /**
     * As many are found and sorted sooner than they are found and then met on the way. Where statistics and a sample both say
     * as many, there are more than a total is exact to.
     */
    private static final long MANY = 2 * EXACT_TO;
    /** As many are found and sorted as quickly as an index is walked past those that do not match. */
    private static final long FEW = 5_000;
    /** By how much servers' clocks, which ids come from, and the database's may differ. */
    private static final Duration CLOCKS = Duration.ofDays(1);

    private static final UUID NEVER = new UUID(0, 0);

    private final Sql sql;
    private final JobIndex index;

    JobLists(Pool pool) {
        this.sql = new Sql(pool);
        this.index = new JobIndex(pool);
    }

    /** A job of a page, and what it is sorted by there; null when it has none or the order is that of creation. */
    private record Place(UUID id, @Nullable String key) {}

    /** @param matching how many match in all; {@link #EXACT_TO} and more stands for any number above */
    private record Found(List<Place> places, long matching) {}

    Future<JobPage> list(JobQuery query) {
        return find(query)
                .compose(found -> jobs(query, found)
                        .compose(jobs -> Waits.explain(sql, jobs))
                        .map(jobs -> page(query, found, jobs)));
    }

    /** A page for a file: nobody reads there why a job waits at the moment. */
    Future<JobPage> export(JobQuery query) {
        return find(query).compose(found -> jobs(query, found).map(jobs -> page(query, found, jobs)));
    }

    private Future<List<Job>> jobs(JobQuery query, Found found) {
        return sql.list(
                JobListSql.ROWS,
                JobRow::job,
                Values.ids(found.places().stream().map(Place::id).toList()),
                query.viewer().userId(),
                query.viewer().seesAll());
    }

    private static JobPage page(JobQuery query, Found found, List<Job> jobs) {
        boolean filtered = query.text() != null
                || query.from() != null
                || query.to() != null
                || !query.statuses().isEmpty()
                || query.type() != null
                || query.bulkJobId() != null;
        boolean large = found.matching() > EXACT_TO;
        Position next = null;
        if (found.places().size() == query.limit()) {
            Place last = found.places().get(query.limit() - 1);
            next = new Position(last.key(), last.id(), large);
        }
        return filtered
                ? new JobPage(jobs, Math.min(found.matching(), EXACT_TO), large, next)
                : new JobPage(jobs, found.matching(), false, next);
    }

    private Future<Found> find(JobQuery query) {
        boolean searched = query.text() != null;
        boolean largeAsBefore = query.after() != null && query.after().large();
        if (searched || query.sort() == Sort.TITLE) {
            return index.catchUp().compose(caughtUp -> searched && !largeAsBefore ? searched(query) : counted(query));
        }
        return counted(query);
    }

    /** To find all that match takes longest where they are most, and these are met on the way. */
    private Future<Found> searched(JobQuery query) {
        return surelyMany(query)
                .compose(many -> many
                        ? walk(query, EXACT_TO + 1)
                        : few(query)
                                .compose(found -> found.matching() > MANY
                                        ? walk(query, found.matching())
                                        : Future.succeededFuture(found)));
    }

    /** Of words alone: what else is asked for is in no statistics together with them. */
    private Future<Boolean> surelyMany(JobQuery query) {
        if (!onlyWords(query)) {
            return Future.succeededFuture(false);
        }
        return many(query, JobListSql.EXPECTED, JobLists::expected)
                .compose(expected -> expected
                        ? many(query, JobListSql.SAMPLED, row -> row.getLong("matching"))
                        : Future.succeededFuture(false));
    }

    private Future<Boolean> many(JobQuery query, String statement, Function<Row, Long> matching) {
        return sql.first(
                        statement,
                        matching,
                        query.text(),
                        query.viewer().userId(),
                        query.viewer().seesAll())
                .map(found -> found.orElseThrow() >= MANY);
    }

    private static long expected(Row explained) {
        return explained
                .getJsonArray("QUERY PLAN")
                .getJsonObject(0)
                .getJsonObject("Plan")
                .getLong("Plan Rows");
    }

    private static boolean onlyWords(JobQuery query) {
        return query.text() != null
                && query.statuses().isEmpty()
                && query.type() == null
                && query.agentId() == null
                && query.bulkJobId() == null
                && query.from() == null
                && query.to() == null;
    }

    /** The number comes first: it decides the way. */
    private Future<Found> counted(JobQuery query) {
        return count(query).compose(matching -> {
            if (matching == 0) {
                return Future.succeededFuture(new Found(List.of(), 0));
            }
            return matching <= FEW && query.sort() != Sort.CREATED
                    ? few(query).map(found -> new Found(found.places(), matching))
                    : walk(query, matching);
        });
    }

    private Future<Long> count(JobQuery query) {
        boolean looked =
                query.text() != null || query.from() != null || query.to() != null || query.bulkJobId() != null;
        if (looked && query.after() != null && query.after().large()) {
            return Future.succeededFuture(EXACT_TO + 1);
        }
        @Nullable Object[] filters = filters(query);
        return sql.first(
                        looked ? JobListSql.COUNT : JobListSql.COUNTED,
                        row -> row.getLong("matching"),
                        looked ? filters : Arrays.copyOf(filters, 5))
                .map(Optional::orElseThrow);
    }

    private Future<Found> few(JobQuery query) {
        Position after = query.after();
        return sql.list(
                        JobListSql.few(query.descending()),
                        JobLists::fewRow,
                        with(
                                query,
                                query.limit(),
                                query.offset(),
                                after == null ? null : after.id(),
                                after == null ? null : after.key(),
                                Wire.word(query.sort())))
                .map(rows -> new Found(
                        rows.stream().map(Found::places).flatMap(List::stream).toList(),
                        rows.get(0).matching()));
    }

    private static Found fewRow(Row row) {
        UUID id = row.getUUID("id");
        return new Found(
                id == null ? List.of() : List.of(new Place(id, row.getString("key"))), row.getLong("matching"));
    }

    /** First those that have what the list is sorted by, then those that have not. */
    private Future<Found> walk(JobQuery query, long matching) {
        Position after = query.after();
        UUID id = after == null ? null : after.id();
        // Whoever sees only their own has an index of those among the jobs, and none among the words.
        if (query.sort() == Sort.CREATED && onlyWords(query) && query.viewer().seesAll()) {
            return places(
                            JobListSql.walkWords(query.descending()),
                            query.text(),
                            query.viewer().userId(),
                            query.viewer().seesAll(),
                            (long) query.limit(),
                            (long) query.offset(),
                            id)
                    .map(places -> new Found(places, matching));
        }
        if (query.sort() == Sort.CREATED) {
            return places(
                            JobListSql.walk(query.sort(), query.descending()),
                            with(query, query.limit(), query.offset(), id))
                    .map(places -> new Found(places, matching));
        }
        if (after != null && after.key() == null || onlyWithoutKey(query)) {
            return rest(query, query.limit(), query.offset(), id).map(places -> new Found(places, matching));
        }
        String key = after == null ? null : after.key();
        return places(
                        JobListSql.walk(query.sort(), query.descending()),
                        with(query, query.limit(), query.offset(), id, key))
                .compose(keyed -> keyed.size() == query.limit() || keyed.size() + query.offset() == matching
                        ? Future.succeededFuture(keyed)
                        : filledUp(query, keyed, id, key))
                .map(places -> new Found(places, matching));
    }

    /** A page on which, or before which, those with a key come to an end. */
    private Future<List<Place>> filledUp(JobQuery query, List<Place> keyed, @Nullable UUID id, @Nullable String key) {
        Future<Integer> passedOver = keyed.isEmpty() && query.offset() > 0
                ? places(JobListSql.walk(query.sort(), query.descending()), with(query, query.offset(), 0, id, key))
                        .map(List::size)
                : Future.succeededFuture(query.offset());
        return passedOver
                .compose(passed -> rest(query, query.limit() - keyed.size(), query.offset() - passed, null))
                .map(others -> {
                    List<Place> all = new ArrayList<>(keyed);
                    all.addAll(others);
                    return all;
                });
    }

    private Future<List<Place>> rest(JobQuery query, int limit, int offset, @Nullable UUID id) {
        return places(JobListSql.rest(query.descending()), with(query, limit, offset, id, Wire.word(query.sort())));
    }

    /** Jobs that have not ended have neither an end nor a duration. */
    private static boolean onlyWithoutKey(JobQuery query) {
        return query.sort() != Sort.TITLE
                && !query.statuses().isEmpty()
                && query.statuses().stream().noneMatch(JobStatus::ended);
    }

    private Future<List<Place>> places(String statement, @Nullable Object... parameters) {
        return sql.list(statement, row -> new Place(row.getUUID("id"), row.getString("key")), parameters);
    }

    /** A page's parameters, as {@link JobListSql} numbers them. */
    static @Nullable Object[] with(JobQuery query, long limit, long offset, @Nullable Object... others) {
        @Nullable Object[] filters = filters(query);
        @Nullable Object[] all = Arrays.copyOf(filters, filters.length + 2 + others.length);
        all[filters.length] = limit;
        all[filters.length + 1] = offset;
        System.arraycopy(others, 0, all, filters.length + 2, others.length);
        return all;
    }

    /** The first eleven of all statements. */
    static @Nullable Object[] filters(JobQuery query) {
        return new @Nullable Object[] {
            query.viewer().userId(),
            query.viewer().seesAll(),
            Values.words(query.statuses()),
            Values.wordOrNull(query.type()),
            query.agentId(),
            query.text(),
            Values.time(query.from()),
            Values.time(query.to()),
            query.from() == null ? null : idAt(query.from().minus(CLOCKS)),
            query.to() == null ? null : idAt(query.to().plus(CLOCKS)),
            query.bulkJobId()
        };
    }

    /** The lowest id of a time. */
    private static UUID idAt(Instant time) {
        return time.isBefore(Instant.EPOCH) ? NEVER : new UUID(time.toEpochMilli() << 16, 0);
    }
}
