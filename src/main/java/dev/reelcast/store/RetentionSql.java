package dev.reelcast.store;

/**
 * What becomes too old. Ended jobs are looked at in the order of their ids, which is that of their creation: what ended
 * before a time was put in before it. {@code $2} is the seconds that a job stays after its end, {@code $3} those that its
 * events and lines do; null for ever.
 */
final class RetentionSql {

    /** Until the end of the transaction; whoever does not get it leaves the work to who has it. */
    static final String MINE = """
            select pg_try_advisory_xact_lock(hashtextextended('reelcast retention', 0)) as mine
            """;

    /** {@code $4} jobs after {@code $1}, and which of them there is something to do about. A day is for servers' clocks. */
    static final String LOOK = """
            with looked_at as materialized (
              select id, finished_at
              from jobs
              where id > $1
                and id < (lpad(to_hex((extract(epoch from now() + interval '1 day'
                  - make_interval(secs => least($2::float8, $3::float8))) * 1000)::bigint), 12, '0')
                  || repeat('0', 20))::uuid
              order by id
              limit $4
            )
            select id,
              coalesce(
                finished_at < now() - make_interval(secs => $2)
                  and not exists (select from episodes where job_id = looked_at.id)
                  and not exists (select from episodes where revised_by = looked_at.id)
                or finished_at < now() - make_interval(secs => $3)
                  and (exists (select from job_events where job_id = looked_at.id)
                    or exists (select from job_logs where job_id = looked_at.id)), false) as old
            from looked_at
            order by id
            """;

    /** Those of {@code $1} that still are too old, and whether they go themselves; nobody tries them again meanwhile. */
    static final String LOCK = """
            select id,
              coalesce(finished_at < now() - make_interval(secs => $2), false)
                and not exists (select from episodes where job_id = jobs.id)
                and not exists (select from episodes where revised_by = jobs.id) as goes
            from jobs
            where id = any ($1::uuid[])
              and (finished_at < now() - make_interval(secs => $2) or finished_at < now() - make_interval(secs => $3))
            order by id
            for update of jobs skip locked
            """;

    /** {@code $1} jobs, {@code $2} events at most, and as many lines. */
    static final String FORGET_HISTORY = """
            with event as materialized (
              select job_id, seq
              from job_events
              where job_id = any ($1::uuid[])
              limit $2
            ), line as materialized (
              select job_id, seq
              from job_logs
              where job_id = any ($1)
              limit $2
            ), forgotten_events as (
              delete from job_events
              using event
              where job_events.job_id = event.job_id
                and job_events.seq = event.seq
            ), forgotten_lines as (
              delete from job_logs
              using line
              where job_logs.job_id = line.job_id
                and job_logs.seq = line.seq
            )
            select (select count(*) from event) as events, (select count(*) from line) as lines
            """;

    /** What belongs to them goes with them, but for files in storage: these are remembered. */
    static final String REMOVE = """
            with removed as (
              delete from jobs
              where id = any ($1::uuid[])
              returning id
            )
            insert into removed_jobs (job_id)
            select id
            from removed
            """;

    static final String LEFT_BEHIND = """
            select job_id
            from removed_jobs
            where job_id > $1
            order by job_id
            limit $2
            """;

    static final String CLEARED = """
            delete from removed_jobs
            where job_id = any ($1::uuid[])
            """;

    /** Media that episodes had before they were cut anew: {@code $1} seconds ago or longer, {@code $2} at most. */
    static final String REPLACED = """
            select storage_key
            from replaced_media
            where replaced_at < now() - make_interval(secs => $1)
            order by storage_key
            limit $2
            """;

    static final String DROPPED = """
            delete from replaced_media
            where storage_key = any ($1::text[])
            """;

    private RetentionSql() {}
}
