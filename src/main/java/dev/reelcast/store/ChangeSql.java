package dev.reelcast.store;

/**
 * Transitions of jobs: locked by one statement, changed by the next. A statement that waits for a lock itself would see a
 * job as it is then, but what belongs to it as it was before.
 */
final class ChangeSql {

    private static final String JOB = """
            select jobs.id, jobs.owner_id, jobs.agent_id, jobs.type, jobs.status, jobs.stage, jobs.next_stage,
              jobs.attempt, jobs.progress, jobs.run, jobs.lease_owner, jobs.host,
              jobs.revises, (select publish from agents where agents.id = jobs.agent_id) as publish,
              coalesce((select confidence_threshold from agents where agents.id = jobs.agent_id), 0) as threshold
            from jobs
            """;

    /** One that a viewer may see: {@code $1} job, {@code $2} viewer, {@code $3} whether they see all. */
    static final String LOCK_ONE = JOB + """
            where jobs.id = $1
              and (jobs.owner_id = $2 or $3)
            for no key update of jobs
            """;

    /** The waiting jobs of videos that are there no more: {@code $1} agent, {@code $2} YouTube ids. */
    static final String LOCK_DELETED = JOB + """
            join videos on videos.job_id = jobs.id
              and videos.id = jobs.video_id
            where videos.agent_id = $1
              and videos.youtube_id = any ($2)
              and videos.deleted_at is null
              and jobs.status = 'pending'
            order by jobs.id
            for no key update of jobs
            """;

    /** Those of runs that are still their jobs' current ones: {@code $1} jobs, runs and stages. */
    static final String LOCK_RUNS = JOB + """
            join unnest($1::uuid[], $2::bigint[], $3::text[]) as mine (job_id, run, stage)
              on mine.job_id = jobs.id
              and mine.run = jobs.run
              and mine.stage = jobs.stage
            where jobs.status = 'processing'
              and jobs.lease_owner is not null
            order by jobs.id
            for no key update of jobs
            """;

    /** What a server holds. */
    static final String LOCK_HELD = JOB + """
            where jobs.status = 'processing'
              and jobs.lease_owner = $1
            order by jobs.id
            for no key update of jobs
            """;

    /**
     * What a server holds and does not know of, the answer to its claim or checkpoint having been lost: {@code $1} server,
     * {@code $2} jobs and runs that it knows, {@code $4} seconds that they have at least begun ago.
     */
    static final String LOCK_FORGOTTEN = JOB + """
            where jobs.status = 'processing'
              and jobs.lease_until is not null
              and jobs.lease_owner = $1
              and jobs.stage_started_at < now() - make_interval(secs => $4)
              and not exists (
                select
                from unnest($2::uuid[], $3::bigint[]) as known (job_id, run)
                where known.job_id = jobs.id
                  and known.run = jobs.run)
            order by jobs.id
            for no key update of jobs skip locked
            """;

    /** Those whose server is lost, {@code $1} at most. */
    static final String LOCK_LOST = JOB + """
            where jobs.status = 'processing'
              and jobs.lease_until < now()
            order by jobs.lease_until, jobs.id
            limit $1
            for no key update of jobs skip locked
            """;

    /** Those whose deadline has passed, {@code $1} at most. */
    static final String LOCK_LATE = JOB + """
            where jobs.deadline <= now()
              and jobs.status in ('pending', 'processing')
            order by jobs.deadline, jobs.id
            limit $1
            for no key update of jobs skip locked
            """;

    /** A bulk job's that have not ended. */
    static final String LOCK_BULK = JOB + """
            where jobs.bulk_job_id = $1
              and jobs.status in ('pending', 'processing')
            order by jobs.id
            for no key update of jobs
            """;

    /** Those of {@code $1} that have ended and may run again: no other is under way over the same. */
    static final String LOCK_ENDED = JOB + """
            where jobs.id = any ($1)
              and jobs.status in ('failed', 'cancelled', 'skipped')
              and not exists (
                select
                from jobs as other
                where other.owner_id = jobs.owner_id
                  and coalesce(other.agent_id, '00000000-0000-0000-0000-000000000000')
                    = coalesce(jobs.agent_id, '00000000-0000-0000-0000-000000000000')
                  and other.canonical = jobs.canonical
                  and other.status in ('pending', 'processing'))
            order by jobs.id
            for no key update of jobs
            """;

    /** Which of {@code $1} are there at all. */
    static final String THERE = """
            select id
            from jobs
            where id = any ($1)
            """;

    /**
     * Writes changes of locked jobs: the rows, the attempts that end, the checkpoints.
     *
     * <p>{@code $1} ids, statuses, stages, {@code $4} next stages, attempts, percents, {@code $7} messages, errors, results,
     * {@code $10} delays in seconds, whether they start, whether they are fresh, {@code $13} event types, {@code $14}
     * outcomes, causes, messages and outputs of what ended; {@code $18} lease in seconds, {@code $19} whether there is
     * something to claim.
     */
    static final String WRITE = """
            with change as materialized (
              select change.*, jobs.ctid as row, jobs.run as old_run, jobs.stage as old_stage, jobs.attempt as old_attempt,
                jobs.lease_owner as old_owner, jobs.stage_started_at as old_start
              from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::smallint[], $7::text[],
                  $8::text[], $9::text[], $10::float8[], $11::boolean[], $12::boolean[], $13::text[], $14::text[],
                  $15::text[], $16::text[], $17::text[]) with ordinality
                as change (id, status, stage, next_stage, attempt, percent, message, error, result, delay, starts,
                  fresh, event_type, outcome, cause, reason, output, place)
              join jobs on jobs.id = change.id
            ), changed as (
              update jobs
              set status = change.status, stage = change.stage, next_stage = change.next_stage,
                attempt = change.attempt, progress = change.percent, message = change.message,
                error = change.error::jsonb, result = change.result::jsonb,
                run = run + case when change.starts then 1 else 0 end,
                run_at = coalesce(now() + make_interval(secs => change.delay), run_at),
                lease_owner = case when change.starts then lease_owner end,
                lease_until = case when change.starts then clock_timestamp() + make_interval(secs => $18) end,
                stage_started_at = case when change.starts then now() end,
                started_at = case when not change.fresh then started_at end,
                deadline = case when not change.fresh or deadline > now() then deadline end,
                deadline_at_risk = deadline_at_risk and not change.fresh,
                finished_at = case when change.status not in ('pending', 'processing') then now() end,
                updated_at = now(), last_seq = last_seq + 1
              from change
              -- Where the locked row lies: nobody moves it before this transaction ends.
              where jobs.ctid = change.row
              returning change.place, extract(epoch from now() - change.old_start)::float8 as took, %s
            ), %s, attempts as (
              insert into job_attempts
                (job_id, run, stage, attempt, server_id, started_at, finished_at, outcome, cause, message)
              select id, old_run, old_stage, old_attempt, old_owner, coalesce(old_start, now()), now(), outcome, cause,
                reason
              from change
              where outcome is not null
            ), checkpoints as (
              insert into job_stages (job_id, stage, attempt, started_at, finished_at, output)
              select id, old_stage, old_attempt, coalesce(old_start, now()), now(), output::jsonb
              from change
              where output is not null
              on conflict (job_id, stage) do update
              set attempt = excluded.attempt, started_at = excluded.started_at, finished_at = excluded.finished_at,
                output = excluded.output
            )
            select changed.*, (select pg_notify('reelcast_jobs', '')::text where $19) as told
            from changed
            order by changed.place
            """.formatted(EventSql.begins("change.event_type"), EventSql.STORED);

    /** Files that stages made: {@code $1} jobs, names, kinds, storage keys, content types, lengths. */
    static final String FILES = """
            insert into job_files (job_id, name, kind, storage_key, content_type, bytes)
            select *
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
            on conflict (job_id, name) do update
            set kind = excluded.kind, storage_key = excluded.storage_key, content_type = excluded.content_type,
              bytes = excluded.bytes, created_at = now()
            """;

    /** Whether a run was the last one of a job that was cancelled while it ran. */
    static final String CANCELLED = """
            select id
            from jobs
            where id = $1
              and run = $2
              and status = 'cancelled'
            """;

    /** {@code $1} job, {@code $2} stages whose checkpoints no longer count. */
    static final String UNDO = """
            with undone_analysis as (
              delete from job_analysis
              where job_id = $1
                and 'ai_analysis' = any ($2)
            )
            delete from job_stages
            where job_id = $1
              and stage = any ($2)
            """;

    private ChangeSql() {}
}
