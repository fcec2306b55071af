package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.UserStoreApi.Credentials;
import dev.reelcast.bus.UserStoreApi.NewSession;
import dev.reelcast.bus.UserStoreApi.NewUser;
import dev.reelcast.bus.UserStoreApi.Rotation;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Role;
import dev.reelcast.model.User;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Users and their sessions. */
final class UserStore {

    private static final Logger LOG = LoggerFactory.getLogger(UserStore.class);

    private final Sql sql;

    UserStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<Boolean> setupNeeded() {
        return sql.first(UserSql.NONE_YET, row -> row.getBoolean("none_yet")).map(Optional::orElseThrow);
    }

    Future<User> setup(NewUser user) {
        return sql.transaction(within -> within.execute(UserSql.LOCK_SETUP)
                .compose(locked -> within.first(
                        UserSql.CREATE_FIRST,
                        UserStore::user,
                        Ids.next(),
                        user.email(),
                        user.name(),
                        user.passwordHash()))
                .map(made -> made.orElseThrow(() ->
                        Failure.of(FailureKind.CONFLICT, "already_set_up", "There is a user already. Sign in."))));
    }

    /** Null when there is no user of that address. */
    Future<Credentials> credentials(String email) {
        return sql.first(UserSql.CREDENTIALS, row -> new Credentials(user(row), row.getString("password_hash")), email)
                .map(found -> found.orElse(null));
    }

    Future<User> active(UUID userId) {
        return sql.first(UserSql.ACTIVE, UserStore::user, userId)
                .map(found -> found.orElseThrow(() -> unauthenticated("The user is gone or disabled.")));
    }

    Future<Void> openSession(NewSession session) {
        return sql.execute(
                        UserSql.OPEN_SESSION,
                        Ids.next(),
                        session.userId(),
                        Buffer.buffer(session.tokenHash()),
                        Values.time(session.expiresAt()))
                .compose(opened -> sql.execute(UserSql.EXPIRED_SESSIONS))
                .compose(removed -> sql.execute(UserSql.EXPIRED_TOKENS))
                .mapEmpty();
    }

    /** A token as it was shown. */
    private record Shown(User user, UUID sessionId, boolean usedAgain) {

        static Shown of(Row row) {
            return new Shown(UserStore.user(row), row.getUUID("session_id"), row.getBoolean("used_again"));
        }
    }

    /** The end of a session is committed too, though the caller is refused. */
    Future<User> rotate(Rotation rotation) {
        return sql.<Optional<Shown>>transaction(within -> within.first(
                                UserSql.TOKEN, Shown::of, Buffer.buffer(rotation.oldHash()))
                        .compose(found -> found.isEmpty()
                                ? Future.succeededFuture(found)
                                : exchange(within, rotation, found.get()).map(done -> found)))
                .map(found -> {
                    Shown shown = found.orElseThrow(() -> unauthenticated("The sign-in has ended. Sign in again."));
                    if (shown.usedAgain()) {
                        LOG.warn(
                                "A refresh token of user {} was used twice; that sign-in has ended",
                                shown.user().id());
                        throw unauthenticated("The sign-in has ended. Sign in again.");
                    }
                    return shown.user();
                });
    }

    private static Future<Integer> exchange(Sql within, Rotation rotation, Shown shown) {
        return shown.usedAgain()
                ? within.execute(UserSql.END_SESSION, shown.sessionId())
                : within.execute(
                        UserSql.EXCHANGE,
                        Buffer.buffer(rotation.oldHash()),
                        shown.sessionId(),
                        Buffer.buffer(rotation.newHash()),
                        Values.time(rotation.expiresAt()));
    }

    /** Null when the token is unknown. */
    Future<@Nullable UUID> closeSession(byte[] tokenHash) {
        return sql.first(UserSql.CLOSE_SESSION, row -> row.getUUID("user_id"), Buffer.buffer(tokenHash))
                .map(found -> found.orElse(null));
    }

    private static User user(Row row) {
        return new User(
                row.getUUID("id"),
                row.getString("email"),
                row.getString("name"),
                Values.word(Role.class, row, "role"),
                row.getBoolean("disabled"),
                Values.instant(row, "created_at"));
    }

    private static Failure unauthenticated(String sentence) {
        return Failure.of(FailureKind.UNAUTHENTICATED, sentence);
    }
}
