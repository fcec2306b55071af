package dev.reelcast.store;

/** Progress and log lines, by the batch. */
final class EventSql {

    /** What {@link JobEvents} reads of a job that a statement changed. */
    static final String COLUMNS = """
            jobs.id as job_id, jobs.owner_id, jobs.agent_id, jobs.last_seq, jobs.title, jobs.url, jobs.type, jobs.status,
              jobs.stage, jobs.progress, jobs.message, jobs.error ->> 'message' as error_message, jobs.result,
              jobs.attempt, jobs.deadline_at_risk, jobs.run_at, jobs.updated_at, jobs.run, jobs.bulk_job_id, jobs.bulk_item,
              jobs.bulk_total,
              case when starts_with(jobs.canonical, 'youtube:') then substr(jobs.canonical, 9) end as youtube_id
            """;

    /** {@code $1} jobs, numbers and bodies. */
    static final String STORE = """
            insert into job_events (job_id, seq, body)
            select job_id, seq, body::jsonb
            from unnest($1::uuid[], $2::bigint[], $3::text[]) as event (job_id, seq, body)
            """;

    /** {@code $1} jobs, runs, stages, percents and messages; a report of a run that is not the current one is left out. */
    static final String PROGRESS = """
            with reports as (
              select *
              from unnest($1::uuid[], $2::bigint[], $3::text[], $4::smallint[], $5::text[]) with ordinality
                as report (job_id, run, stage, percent, message, place)
            ), current as materialized (
              select jobs.id
              from jobs
              join reports on reports.job_id = jobs.id
                and reports.run = jobs.run
                and reports.stage = jobs.stage
              where jobs.status = 'processing'
                and jobs.lease_owner is not null
              order by jobs.id
              -- Leaves the jobs' keys to whoever adds rows that refer to them.
              for no key update of jobs
            ), changed as (
              update jobs
              set progress = greatest(progress, reports.percent), message = reports.message, updated_at = now(),
                last_seq = last_seq + 1
              from current, reports
              where jobs.id = current.id
                and reports.job_id = current.id
              returning reports.place, job_seconds_left(jobs) as seconds_left, %s
            )
            select *
            from changed
            order by place
            """.formatted(COLUMNS);

    /**
     * {@code $1} jobs, levels, stages, times, messages and runs. What a run says whose job was taken from it is left out; the
     * last lines of one that ended otherwise may come behind its end. The jobs are locked in the order of their ids, as everywhere:
     * the foreign key alone would lock them in the order of the lines, and wait in a circle with a change of several jobs.
     */
    static final String STORE_LOGS = """
            with known as materialized (
              select id
              from jobs
              where id = any ($1)
              order by id
              for key share
            ), stored as (
              insert into job_logs (job_id, level, stage, time, message)
              select line.job_id, line.level, line.stage, line.time, line.message
              from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::bigint[]) with ordinality
                as line (job_id, level, stage, time, message, run, place)
              join known on known.id = line.job_id
              where not exists (
                select
                from job_attempts
                where job_attempts.job_id = line.job_id
                  and job_attempts.run = line.run
                  and job_attempts.outcome = 'lost'
              )
              order by line.place
              returning job_id, seq, level, stage, time, message
            )
            select job_id, seq, level, stage, time, message
            from stored
            order by seq
            """;

    private EventSql() {}
}
