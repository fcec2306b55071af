package dev.reelcast.store;

/** What people and scripts ask of the job tables. {@code $2} and {@code $3} are the viewer: who, and whether they see all. */
final class JobSql {

    /** Locks the agent against its deletion until the job that names it is in. */
    static final String OWN_AGENT = """
            select id
            from agents
            where id = $1
              and owner_id = $2
            for key share
            """;

    /**
     * A job, its files and its first event; no row when there is an active job for the same owner, agent and video.
     *
     * <p>{@code $1} id, owner, agent, type, first stage, url, canonical, title, {@code $9} priority, deadline, message;
     * {@code $12} names, kinds, storage keys, content types and lengths of the files.
     */
    static final String ENQUEUE = """
            with changed as (
              insert into jobs
                (id, owner_id, agent_id, type, next_stage, url, canonical, title, priority, deadline, message, last_seq)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)
              on conflict (owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), canonical)
                where canonical is not null and status in ('pending', 'processing')
                do nothing
              returning jobs.*
            ), files as (
              insert into job_files (job_id, name, kind, storage_key, content_type, bytes)
              select changed.id, file.*
              from changed
              cross join unnest($12::text[], $13::text[], $14::text[], $15::text[], $16::bigint[]) as file
            ), stored as (
              insert into job_events (job_id, seq, body)
              select id, last_seq, job_event_body(changed::jobs, 'job.queued')
              from changed
              returning job_id, body
            )
            select changed.owner_id, changed.agent_id, stored.job_id, stored.body,
              pg_notify('reelcast_jobs', '')::text as told
            from changed
            join stored on stored.job_id = changed.id
            """;

    static final String ACTIVE = """
            select id
            from jobs
            where owner_id = $1
              and coalesce(agent_id, '00000000-0000-0000-0000-000000000000')
                = coalesce($2::uuid, '00000000-0000-0000-0000-000000000000')
              and canonical = $3
              and status in ('pending', 'processing')
            """;

    /** One job as {@link JobRow} reads it. */
    static final String JOB = """
            select jobs.id, jobs.owner_id, jobs.agent_id, agents.name as agent_name, jobs.type, jobs.status, jobs.stage,
              jobs.progress, jobs.message, jobs.title, jobs.url, jobs.priority, jobs.attempt, jobs.error, jobs.result,
              jobs.last_seq, jobs.deadline, jobs.run_at, jobs.created_at, jobs.updated_at, jobs.started_at,
              jobs.finished_at, case when jobs.status = 'pending' then queue_position(jobs) end as queue_position
            from jobs
            left join agents on agents.id = jobs.agent_id
            where jobs.id = $1
              and (jobs.owner_id = $2 or $3)
            """;

    /** What stands in the tables of a job's parts, each as JSON in the model's form. */
    static final String PARTS = """
            select
              (
                select jsonb_strip_nulls(jsonb_build_object('title', title, 'channel', channel, 'description', description,
                  'url', url, 'durationSeconds', duration_seconds, 'publishedAt', published_at, 'language', language,
                  'hasVideo', has_video))
                from job_metadata
                where job_id = jobs.id
              ) as metadata,
              (
                select coalesce(jsonb_agg(jsonb_build_object('name', name, 'kind', kind, 'storageKey', storage_key,
                  'contentType', content_type, 'bytes', bytes) order by created_at, name), '[]')
                from job_files
                where job_id = jobs.id
              ) as files,
              (
                select body
                from job_analysis
                where job_id = jobs.id
              ) as analysis,
              (
                select jsonb_build_object('episodeId', episode_id, 'published', published, 'held', held,
                  'reason', reason)
                from job_publishing
                where job_id = jobs.id
              ) as publishing,
              (
                select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('stage', stage, 'status', status,
                  'attempt', attempt, 'startedAt', started_at, 'finishedAt', finished_at))
                  || jsonb_build_object('output', output)), '[]')
                from job_stages
                where job_id = jobs.id
              ) as stages,
              (
                select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('stage', stage, 'attempt', attempt,
                  'startedAt', started_at, 'finishedAt', finished_at, 'outcome', outcome, 'cause', cause,
                  'message', message)) order by run), '[]')
                from job_attempts
                where job_id = jobs.id
              ) as attempts
            from jobs
            where jobs.id = $1
              and (jobs.owner_id = $2 or $3)
            """;

    /**
     * The job is locked by {@link #STANDING} before: a statement that waits for the lock itself would not see a stage that
     * began meanwhile.
     */
    static final String CANCEL = """
            with changed as (
              update jobs
              set status = 'cancelled', message = $4, error = null, lease_owner = null, lease_until = null,
                finished_at = now(), updated_at = now(), last_seq = last_seq + 1
              where id = $1
                and (owner_id = $2 or $3)
                and status in ('pending', 'processing')
              returning jobs.*
            ), stopped_stages as (
              update job_stages
              set status = 'cancelled', finished_at = now()
              from changed
              where job_id = changed.id
                and job_stages.status in ('running', 'waiting')
            ), stopped_attempts as (
              update job_attempts
              set outcome = 'cancel', message = $4, finished_at = now()
              from changed
              where job_id = changed.id
                and job_attempts.finished_at is null
            ), stored as (
              insert into job_events (job_id, seq, body)
              select id, last_seq, job_event_body(changed::jobs, 'job.cancelled')
              from changed
              returning job_id, body
            )
            select changed.owner_id, changed.agent_id, stored.job_id, stored.body
            from changed
            join stored on stored.job_id = changed.id
            """;

    /** Locks a job that is to change, and says where it stands. */
    static final String STANDING = """
            select type, status, stage, next_stage
            from jobs
            where id = $1
              and (owner_id = $2 or $3)
            for update
            """;

    /**
     * {@code $1} id, {@code $2} the stage to begin with, the stage to show, the progress there, {@code $5} the stages
     * that are to be done again, {@code $6} the message.
     */
    static final String RETRY = """
            with changed as (
              update jobs
              set status = 'pending', next_stage = $2, stage = $3, progress = $4, message = $6, attempt = 0, error = null,
                result = null, run_at = now(), started_at = null, finished_at = null,
                deadline = case when deadline > now() then deadline end, updated_at = now(), last_seq = last_seq + 1
              where id = $1
              returning jobs.*
            ), undone_stages as (
              delete from job_stages
              using changed
              where job_id = changed.id
                and job_stages.stage = any ($5)
            ), undone_analysis as (
              delete from job_analysis
              using changed
              where job_id = changed.id
                and 'ai_analysis' = any ($5)
            ), stored as (
              insert into job_events (job_id, seq, body)
              select id, last_seq, job_event_body(changed::jobs, 'job.queued')
              from changed
              returning job_id, body
            )
            select changed.owner_id, changed.agent_id, stored.job_id, stored.body,
              pg_notify('reelcast_jobs', '')::text as told
            from changed
            join stored on stored.job_id = changed.id
            """;

    /** A row without a body stands for a job without such events: it tells it from one that is not there. */
    static final String HISTORY = """
            select event.body
            from jobs
            left join lateral (
              select seq, body
              from job_events
              where job_id = jobs.id
                and seq > $4
              order by seq
              limit $5
            ) as event on true
            where jobs.id = $1
              and (jobs.owner_id = $2 or $3)
            order by event.seq
            """;

    /** As {@link #HISTORY}: a row without a message stands for a job without such lines. */
    static final String LOGS = """
            select jobs.id as job_id, line.seq, line.level, line.stage, line.time, line.message
            from jobs
            left join lateral (
              select seq, level, stage, time, message
              from job_logs
              where job_id = jobs.id
                and seq > $4
                and level = any ($5)
              order by seq
              limit $6
            ) as line on true
            where jobs.id = $1
              and (jobs.owner_id = $2 or $3)
            order by line.seq
            """;

    static final String FILE = """
            select name, kind, storage_key, content_type, bytes
            from job_files
            join jobs on jobs.id = job_files.job_id
            where jobs.id = $1
              and (jobs.owner_id = $2 or $3)
              and name = $4
            """;

    private JobSql() {}
}
