package dev.reelcast.store;

/** Progress and log lines, by the batch. */
final class EventSql {

    /**
     * What is told of jobs that a statement changed, as {@link JobEvents} reads it, for its {@code returning}: made of the row
     * alone, so that an event never says what the table does not. Times have three digits behind the second, so that texts
     * sort as they do.
     *
     * @param type of the events, as SQL
     * @param secondsLeft whole seconds that are told, as SQL; null where they are not to be told
     */
    static String columns(String type, String secondsLeft) {
        return """
                jobs.id as job_id, jobs.owner_id, jobs.agent_id, jobs.last_seq as seq,
                  jsonb_strip_nulls(jsonb_build_object('type', %s,
                    'timestamp', to_char(jobs.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                    'seq', jobs.last_seq, 'jobId', jobs.id, 'jobType', jobs.type, 'status', jobs.status, 'stage', jobs.stage,
                    'progress', jobs.progress, 'message', jobs.message, 'attempt', jobs.attempt,
                    'videoId', case when starts_with(jobs.canonical, 'youtube:') then substr(jobs.canonical, 9) end,
                    'videoTitle', jobs.title, 'videoUrl', jobs.url, 'agentId', jobs.agent_id,
                    'bulkJobId', jobs.bulk_job_id, 'currentVideo', jobs.bulk_item, 'totalVideos', jobs.bulk_total,
                    'error', jobs.error ->> 'message', 'etaSeconds', %s,
                    'deadlineAtRisk', nullif(jobs.deadline_at_risk, false),
                    'runAt', case when jobs.status = 'pending'
                      then to_char(jobs.run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end))
                  || case when jobs.result is null then '{}' else jsonb_build_object('result', jobs.result) end as body
                """.formatted(type, secondsLeft).strip();
    }

    /** As {@link #columns}, of jobs that were put into the queue. */
    static final String QUEUED = columns("'job.queued'", "null::integer");

    /** As {@link #columns}, of jobs that changed, but stay where they are: nothing of their course has happened. */
    static final String NEWS =
            columns("'job.progress'", "case when jobs.status = 'processing' then job_seconds_left(jobs) end");

    /**
     * As {@link #columns}, of jobs that go from one step of their course to the next, with what a run that begins is told by.
     *
     * @param type of the events, as SQL; only progress has the time that is left
     */
    static String begins(String type) {
        return "jobs.type, jobs.stage, jobs.attempt, jobs.run, "
                + columns(type, "case when " + type + " = 'job.progress' then job_seconds_left(jobs) end");
    }

    /** Stores the events of what the part {@code changed} of the same statement returns. */
    static final String STORED = """
            stored_events as (
              insert into job_events (job_id, seq, body)
              select job_id, seq, body
              from changed
            )
            """.strip();

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
              returning reports.place, %s
            ), %s
            select *
            from changed
            order by place
            """.formatted(columns("'job.progress'", "job_seconds_left(jobs)"), STORED);

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
