package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a database's refusal becomes a {@link Failure}. Codes are PostgreSQL's, appendix A. */
final class SqlFailures {

    private static final Logger LOG = LoggerFactory.getLogger(SqlFailures.class);

    private static final String DEADLOCK = "40P01";

    private static final Set<String> UNAVAILABLE = Set.of(
            "57P01", // admin_shutdown
            "57P02", // crash_shutdown
            "57P03", // cannot_connect_now
            "57P05", // idle_session_timeout
            "25P03", // idle_in_transaction_session_timeout
            "57014", // query_canceled
            "53300", // too_many_connections
            "55P03", // lock_not_available
            "40001", // serialization_failure
            DEADLOCK);
    private static final Set<String> INVALID = Set.of(
            "22001", // string_data_right_truncation
            "22003", // numeric_value_out_of_range
            "22008", // datetime_field_overflow
            "22021", // character_not_in_repertoire
            "22P05", // untranslatable_character
            "23502", // not_null_violation
            "23514"); // check_violation

    private SqlFailures() {}

    /** Whether a statement was ended since it and another waited for one another. */
    static boolean deadlock(@Nullable Throwable cause) {
        return cause instanceof PgException refused && DEADLOCK.equals(refused.getSqlState());
    }

    static Failure of(Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        if (cause instanceof PgException refused) {
            return refused(refused);
        }
        return neverArrived(cause) ? unavailable(cause) : Failure.from(cause);
    }

    private static boolean neverArrived(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof ClosedConnectionException
                || cause instanceof ConnectionPoolTooBusyException
                // The client has no type of its own for a wait in the pool that took too long.
                || (cause instanceof VertxException
                        && String.valueOf(cause.getMessage()).contains("onnection"));
    }

    private static Failure refused(PgException refused) {
        String state = refused.getSqlState() == null ? "" : refused.getSqlState();
        if (UNAVAILABLE.contains(state) || state.startsWith("08") || state.startsWith("28")) {
            return unavailable(refused);
        }
        if (INVALID.contains(state)) {
            LOG.info("refused: {}", refused.getMessage());
            return Failure.of(FailureKind.INVALID, "A value cannot be stored: " + about(refused) + ".");
        }
        return switch (state) {
            case "23505" -> Failure.of(FailureKind.CONFLICT, taken(refused));
            case "23503" ->
                Failure.of(FailureKind.CONFLICT, "Something it belongs to is not there, or something belongs to it.");
            case "53100" ->
                Failure.of(FailureKind.NO_SPACE, "The database's disk is full. Try again when there is space.");
            default -> Failure.from(refused);
        };
    }

    private static String taken(PgException refused) {
        return switch (String.valueOf(refused.getConstraint())) {
            case "jobs_active_canonical" -> "The same video is in the queue already.";
            case "jobs_active_revision" -> "The episode is being cut anew already.";
            case "users_email" -> "There is a user with this address already.";
            default -> "There is one like it already.";
        };
    }

    /** Never the value itself: a message of the database may repeat it. */
    private static String about(PgException refused) {
        @Nullable String where = refused.getConstraint() != null ? refused.getConstraint() : refused.getColumn();
        return where == null ? "it holds a character or number that is not allowed" : where.replace('_', ' ');
    }

    private static Failure unavailable(Throwable cause) {
        LOG.warn("The database cannot do it now: {}", cause.toString());
        return Failure.of(
                FailureKind.UNAVAILABLE, "The database is not reachable at the moment. Try again in a few seconds.");
    }
}
