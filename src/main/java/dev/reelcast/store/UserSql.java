package dev.reelcast.store;

/** Users and sessions. */
final class UserSql {

    static final String NONE_YET = """
            select not exists (
              select
              from users
            ) as none_yet
            """;

    /** One set-up at a time, until the end of the transaction. */
    static final String LOCK_SETUP = """
            select pg_advisory_xact_lock(hashtextextended('first user', 0))::text as locked
            """;

    /** No row when there is a user already. */
    static final String CREATE_FIRST = """
            insert into users (id, email, name, password_hash, role)
            select $1, $2, $3, $4, 'admin'
            where not exists (
              select
              from users
            )
            returning id, email, name, role, disabled, created_at
            """;

    static final String CREDENTIALS = """
            select id, email, name, role, disabled, created_at, password_hash
            from users
            where lower(email) = lower($1)
            """;

    static final String ACTIVE = """
            select id, email, name, role, disabled, created_at
            from users
            where id = $1
              and not disabled
            """;

    /** {@code $1} session, {@code $2} user, {@code $3} the token's hash, {@code $4} when it ends. */
    static final String OPEN_SESSION = """
            with session as (
              insert into sessions (id, user_id, expires_at)
              values ($1, $2, $4)
              returning id, expires_at
            )
            insert into session_tokens (token_hash, session_id, expires_at)
            select $3, id, expires_at
            from session
            """;

    static final String EXPIRED_SESSIONS = """
            with late as materialized (
              select id
              from sessions
              where expires_at < now()
              limit 100
              for update skip locked
            )
            delete from sessions
            using late
            where sessions.id = late.id
            """;

    static final String EXPIRED_TOKENS = """
            with late as materialized (
              select token_hash
              from session_tokens
              where expires_at < now()
              limit 100
              for update skip locked
            )
            delete from session_tokens
            using late
            where session_tokens.token_hash = late.token_hash
            """;

    /** Locks the session of a token and says what showing it means; no row when it is unknown, expired, or its user may not sign in. */
    static final String TOKEN = """
            select session_tokens.session_id, users.id, users.email, users.name, users.role, users.disabled,
              users.created_at,
              exchanged_at is not null and exchanged_at < now() - interval '10 seconds' as used_again
            from session_tokens
            join sessions on sessions.id = session_tokens.session_id
            join users on users.id = sessions.user_id
            where token_hash = $1
              and session_tokens.expires_at > now()
              and not users.disabled
            for update of sessions
            """;

    /** {@code $1} the old token, {@code $2} the session, {@code $3} the new token, {@code $4} when it ends. */
    static final String EXCHANGE = """
            with old as (
              update session_tokens
              set exchanged_at = coalesce(exchanged_at, now())
              where token_hash = $1
            ), session as (
              update sessions
              set expires_at = greatest(expires_at, $4)
              where id = $2
            )
            insert into session_tokens (token_hash, session_id, expires_at)
            values ($3, $2, $4)
            """;

    static final String END_SESSION = """
            delete from sessions
            where id = $1
            """;

    static final String CLOSE_SESSION = """
            delete from sessions
            using session_tokens
            where token_hash = $1
              and sessions.id = session_tokens.session_id
            returning sessions.user_id
            """;

    private UserSql() {}
}
