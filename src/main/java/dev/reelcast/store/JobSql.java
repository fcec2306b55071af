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
     * Jobs, their files and their first events; no row for one that has an active job for the same owner, agent and video
     * beside it.
     *
     * <p>{@code $1} ids, owners, agents, types, first stages, urls, {@code $7} canonicals, titles, hosts, priorities,
     * deadlines; {@code $12} jobs, names, kinds, storage keys, content types and lengths of the files; {@code $18} message, {@code $19}
     * whether people ask for them, so that no filter applies; {@code $20} what videos are made of, as JSON or null,
     * {@code $21} bulk jobs, their items and how many these are. A video that was discovered follows its new job.
     */
    static final String ENQUEUE = """
            with changed as (
              insert into jobs (id, owner_id, agent_id, type, next_stage, url, canonical, title, host, priority, deadline,
                bulk_job_id, bulk_item, bulk_total, message, last_seq, video_id)
              select job.*, $18, 1, videos.id
              from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                $9::text[], $10::smallint[], $11::timestamptz[], $21::uuid[], $22::integer[], $23::integer[])
                as job (id, owner_id, agent_id, type, next_stage, url, canonical, title, host, priority, deadline,
                  bulk_job_id, bulk_item, bulk_total)
              left join videos on videos.agent_id = job.agent_id
                and starts_with(job.canonical, 'youtube:')
                and videos.youtube_id = substr(job.canonical, 9)
              -- Whoever puts in the same videos at the same time meets them in the same order.
              order by job.canonical, job.id
              on conflict (owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), canonical)
                where canonical is not null and status in ('pending', 'processing')
                do nothing
              returning jobs.video_id, %s
            ), %s, discovered as (
              update videos
              set job_id = changed.job_id, status = 'queued', rule = null, reason = null, wanted = wanted or $19,
                updated_at = now()
              from changed
              where videos.id = changed.video_id
            ), files as (
              insert into job_files (job_id, name, kind, storage_key, content_type, bytes)
              select file.*
              from unnest($12::uuid[], $13::text[], $14::text[], $15::text[], $16::text[], $17::bigint[])
                as file (job_id, name, kind, storage_key, content_type, bytes)
              join changed on changed.job_id = file.job_id
            ), inputs as (
              insert into job_inputs (job_id, body)
              select input.job_id, input.body::jsonb
              from unnest($1::uuid[], $20::text[]) as input (job_id, body)
              join changed on changed.job_id = input.job_id
              where input.body is not null
            )
            select changed.*, (select pg_notify('reelcast_jobs', '')::text) as told
            from changed
            """.formatted(EventSql.QUEUED, EventSql.STORED);

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
              jobs.finished_at, jobs.deadline_at_risk, jobs.revises,
              (select bulk_jobs.id from bulk_jobs where bulk_jobs.id = jobs.bulk_job_id) as bulk_job_id,
              case when starts_with(jobs.canonical, 'youtube:') then substr(jobs.canonical, 9) end as youtube_id,
              case when jobs.status in ('pending', 'processing') then job_seconds_left(jobs) end as seconds_left
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
                select body
                from job_inputs
                where job_id = jobs.id
              ) as render,
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
                select coalesce(jsonb_agg(jsonb_build_object('stage', stage, 'attempt', attempt, 'startedAt', started_at,
                  'finishedAt', finished_at, 'output', output)), '[]')
                from job_stages
                where job_id = jobs.id
              ) as checkpoints,
              (
                select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('stage', stage, 'attempt', attempt,
                  'startedAt', started_at, 'finishedAt', finished_at, 'outcome', outcome, 'server', servers.name,
                  'cause', cause, 'message', message)) order by run), '[]')
                from (
                  select run, stage, attempt, started_at, finished_at, outcome, server_id, cause, message
                  from job_attempts
                  where job_id = jobs.id
                  union all
                  select jobs.run, jobs.stage, jobs.attempt, jobs.stage_started_at, null, null, jobs.lease_owner, null, null
                  where jobs.lease_owner is not null
                ) as attempts
                left join servers on servers.id = attempts.server_id
              ) as attempts
            from jobs
            where jobs.id = $1
              and (jobs.owner_id = $2 or $3)
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

    /** {@code $2} priority or null, {@code $3} whether the deadline changes, {@code $4} to what. */
    static final String UPDATE = """
            with changed as (
              update jobs
              set priority = coalesce($2, priority), deadline = case when $3 then $4 else deadline end,
                deadline_at_risk = deadline_at_risk and not $3, updated_at = now(), last_seq = last_seq + 1
              where id = $1
              returning %s
            ), %s
            select *
            from changed
            """.formatted(EventSql.NEWS, EventSql.STORED);

    private JobSql() {}
}
