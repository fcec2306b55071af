package dev.reelcast.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/**
 * Writes what is kept beside the jobs' own table: their words and titles, their agents' videos, and their numbers. Whoever
 * changes a job only leaves a note of it; this works the notes off, one server at a time, in steps of some ten
 * milliseconds.
 */
final class JobIndex {

    private static final int STEP = 1_000;
    private static final int NUMBERS_STEP = 10_000;
    private static final String WORDS = "job_search";
    private static final String NUMBERS = "job_counts";

    private final Sql sql;

    JobIndex(Pool pool) {
        this.sql = new Sql(pool);
    }

    /** Writes one step of words before a search, so that it finds what was put in a moment ago. */
    Future<Integer> catchUp() {
        return sql.first(JobIndexSql.WORDS_WAIT, row -> row.getBoolean("waiting"))
                .compose(waiting -> Optional.of(true).equals(waiting) ? words() : Future.succeededFuture(0));
    }

    /** One step of words; answers whether there may be more. */
    Future<Boolean> stepOfWords() {
        return catchUp().map(written -> written >= STEP);
    }

    /** One step of numbers; answers whether there may be more. */
    Future<Boolean> stepOfNumbers() {
        return sql.first(JobIndexSql.NUMBERS_WAIT, row -> row.getBoolean("waiting"))
                .compose(waiting -> Optional.of(true).equals(waiting)
                        ? step(NUMBERS, JobIndexSql.ADD_UP, NUMBERS_STEP)
                        : Future.succeededFuture(0))
                .map(added -> added >= NUMBERS_STEP);
    }

    private Future<Integer> words() {
        return step(WORDS, JobIndexSql.WRITE_WORDS, STEP);
    }

    private Future<Integer> step(String what, String statement, int limit) {
        return sql.transaction(within -> within.execute(JobIndexSql.ONE_AT_A_TIME, what)
                .compose(locked ->
                        within.first(statement, row -> row.getLong("taken").intValue(), (long) limit))
                .map(taken -> taken.orElse(0)));
    }
}
