package dev.reelcast.store;

import dev.reelcast.model.Role;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * Jobs by the hundred thousand, as a few years might leave them: of five users, of whom the first has six in ten and the
 * last one in a thousand, and of their agents; one in a hundred failed. Titles are made of words of which some are common
 * and most are rare; {@code sermon} is in six of ten. Blocks.
 */
public final class ManyJobs {

    private static final int USERS = 5;
    private static final int AT_ONCE = 20_000;

    private static final String USER = """
            insert into users (id, email, name, password_hash, role)
            values ($1, $2, 'Someone', 'x', 'member')
            on conflict do nothing
            """;

    private static final String AGENT = """
            insert into agents (id, owner_id, name, slug, publish, output_format)
            values ($1, $2, 'Channel', $3, 'auto', 'mp3')
            on conflict do nothing
            """;

    /** {@code $1} users, {@code $2} their agents; {@code $3} from and {@code $4} to which number; {@code $5} of how many. */
    private static final String FINISHED = """
            insert into jobs (id, owner_id, agent_id, type, status, stage, next_stage, progress, message, title, url,
              canonical, host, run, error, last_seq, created_at, updated_at, run_at, started_at, finished_at)
            select overlay(overlay(md5('f' || n) placing lpad(to_hex((extract(epoch from born) * 1000)::bigint), 12, '0')
                from 1) placing '7' from 13)::uuid,
              ($1::uuid[])[owner], case when n % 3 > 0 then ($2::uuid[])[owner] end,
              case when n % 20 = 0 then 'upload' when n % 50 = 1 then 'transcript' else 'youtube' end,
              status, case when status = 'completed' then 'completed' else 'downloading' end, 'completed',
              case when status = 'completed' then 100 else 10 end, 'Done',
              case when n % 500 <> 3 then concat_ws(' ', case when n % 10 < 6 then 'Sermon' end, w.words) end,
              'https://www.youtube.com/watch?v=' || left(md5('v' || n), 11), 'youtube:' || left(md5('v' || n), 11),
              'youtube.com', 8, case when status = 'failed' then '{"message":"It is gone."}'::jsonb end, 12, born,
              born + interval '1 hour', born, case when status <> 'skipped' then born + interval '1 minute' end,
              born + interval '1 minute' + n * 7919 % 3600 * interval '1.123 seconds'
            from (
              select n, now() - interval '2 hours' - ($5::bigint - n) * interval '60 seconds' as born,
                case when n % 1000 < 600 then 1 when n % 1000 < 850 then 2 when n % 1000 < 950 then 3
                  when n % 1000 < 999 then 4 else 5 end as owner,
                case when n % 100 = 7 then 'failed' when n % 200 = 9 then 'cancelled' when n % 1000 = 11 then 'skipped'
                  else 'completed' end as status
              from generate_series($3::bigint, $4::bigint) as n
            ) as job
            cross join lateral (
              select string_agg((array['ba', 'co', 'di', 'fe', 'gu', 'ha', 'jo', 'ki', 'le', 'mu'])[1 + word % 10]
                || (array['lan', 'mer', 'nis', 'por', 'qua', 'ret', 'sol', 'tan', 'ver', 'wis'])[1 + word / 10 % 10]
                || (array['a', 'el', 'ing', 'or', 'us', 'ia', 'en', 'y', 'ow', 'ic'])[1 + word / 100 % 10], ' ') as words
              from (
                select floor(1000 * power(abs(hashint8(n * 8 + part)) / 2147483648.0, 3))::integer as word
                from generate_series(1, 5) as part
              ) as drawn
            ) as w
            """;

    private static final String PENDING = """
            insert into jobs (id, owner_id, agent_id, type, next_stage, message, title, url, canonical, host, last_seq,
              created_at, run_at)
            select overlay(overlay(md5('p' || n) placing lpad(to_hex((extract(epoch from born) * 1000)::bigint), 12, '0')
                from 1) placing '7' from 13)::uuid,
              ($1::uuid[])[1 + n % 5], ($2::uuid[])[1 + n % 5], 'youtube', 'downloading', 'Waiting in the queue',
              'Sermon ' || n, 'https://www.youtube.com/watch?v=' || left(md5('w' || n), 11),
              'youtube:' || left(md5('w' || n), 11), 'host' || n % 50 || '.example', 1, born, born
            from (
              select n, now() - interval '2 hours' + n * interval '0.07 seconds' as born
              from generate_series($3::bigint, least($4::bigint, $5::bigint)) as n
            ) as job
            """;

    /** A word in six of ten titles. */
    public static final String COMMON = "sermon";
    /** A word in about one of two hundred titles. */
    public static final String MIDDLING = "jopora";
    /** A word in very few titles. */
    public static final String RARE = "muwisic";

    private final Pool pool;
    private final UUID[] users;
    private final UUID[] agents;

    private ManyJobs(Pool pool) {
        this.pool = pool;
        this.users = ids("8000");
        this.agents = ids("9000");
    }

    private static UUID[] ids(String kind) {
        return IntStream.rangeClosed(1, USERS)
                .mapToObj(i -> UUID.fromString("00000000-0000-7000-" + kind + "-00000000000" + i))
                .toArray(UUID[]::new);
    }

    /** Puts so many into an empty database, and lets it look at what it has. */
    public static ManyJobs fill(Pool pool, int finished, int pending) {
        ManyJobs jobs = new ManyJobs(pool);
        for (int i = 0; i < USERS; i++) {
            jobs.run(USER, Tuple.of(jobs.users[i], "user" + i + "@example.org"));
            jobs.run(AGENT, Tuple.of(jobs.agents[i], jobs.users[i], "channel-" + i));
        }
        jobs.run(FINISHED, finished);
        jobs.run(PENDING, pending);
        jobs.workOff(JobIndexSql.WRITE_WORDS);
        jobs.workOff(JobIndexSql.ADD_UP);
        jobs.vacuum();
        return jobs;
    }

    private void run(String statement, int number) {
        for (int from = 1; from <= number; from += AT_ONCE) {
            int to = Math.min(number, from + AT_ONCE - 1);
            run(statement, Tuple.of(users, agents, (long) from, (long) to).addLong((long) number));
        }
    }

    private RowSet<Row> run(String statement, Tuple parameters) {
        return done(pool.preparedQuery(statement).execute(parameters));
    }

    /** What a server writes beside the jobs in small steps. */
    private void workOff(String statement) {
        long taken = AT_ONCE;
        while (taken == AT_ONCE) {
            taken = run(statement, Tuple.of((long) AT_ONCE)).iterator().next().getLong("taken");
        }
    }

    /** Takes longer than any statement of a server may. */
    private void vacuum() {
        done(pool.withConnection(connection -> connection
                .query("set statement_timeout = 0")
                .execute()
                .compose(unlimited -> connection.query("vacuum analyze").execute())
                .compose(vacuumed -> connection.query("reset statement_timeout").execute())));
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.await(5, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who has six jobs in ten. */
    public Viewer busiest() {
        return new Viewer(users[0], Role.MEMBER);
    }

    /** Who has one finished job in a thousand. */
    public Viewer quietest() {
        return new Viewer(users[USERS - 1], Role.MEMBER);
    }

    /** All users, the busiest first. */
    public List<UUID> users() {
        return List.of(users);
    }

    /** The busiest one's agent. */
    public UUID agent() {
        return agents[0];
    }

    /** The agent of who has one finished job in a thousand. */
    public UUID quietAgent() {
        return agents[USERS - 1];
    }
}
