package dev.reelcast.store;

/**
 * What the queue asks of the job tables. A runner's statement names its run and finds nothing once another one, or none,
 * is the job's current one.
 *
 * <p>Where a change also reaches the rows of a job's stages and attempts, the job is locked by a statement before: one
 * that waits for the lock itself sees the job as it is then, but those rows as they were when it began.
 */
final class QueueSql {

    /**
     * Takes jobs: first those between two stages, then the pending ones. More may be locked than are taken, for as long as
     * the statement runs; a limit that is known beforehand keeps the plan to a few rows.
     *
     * <p>{@code $1} server, {@code $2} stages, {@code $3} limit, {@code $4} lease in seconds, {@code $5} types, stages,
     * start percents and words of all pipelines' steps.
     */
    static final String CLAIM = """
            with released as materialized (
              select id, 'job.progress' as event_type
              from jobs
              where status = 'processing'
                and lease_until is null
                and next_stage = any ($2)
              order by priority desc, run_at, id
              limit $3
              for update skip locked
            ), waiting as materialized (
              select id, 'job.started' as event_type
              from jobs
              where status = 'pending'
                and run_at <= now()
                and next_stage = any ($2)
              order by priority desc, run_at, id
              limit $3
              for update skip locked
            ), taken as (
              select id, event_type from released
              union all
              select id, event_type from waiting
              limit $3
            ), steps as (
              select *
              from unnest($5::text[], $6::text[], $7::smallint[], $8::text[]) as step (type, stage, percent, words)
            ), changed as (
              update jobs
              set status = 'processing', stage = next_stage, attempt = attempt + 1, run = run + 1, lease_owner = $1,
                lease_until = now() + make_interval(secs => $4), started_at = coalesce(started_at, now()),
                progress = greatest(progress, steps.percent), message = steps.words, error = null, updated_at = now(),
                last_seq = last_seq + 1
              from taken, steps
              where jobs.id = taken.id
                and steps.type = jobs.type
                and steps.stage = jobs.next_stage
              returning jobs.*
            ), attempts as (
              insert into job_attempts (job_id, run, stage, attempt, server_id)
              select id, run, stage, attempt, $1
              from changed
            ), stages as (
              insert into job_stages (job_id, stage, status, attempt, started_at)
              select id, stage, 'running', attempt, now()
              from changed
              on conflict (job_id, stage) do update
              set status = 'running', attempt = excluded.attempt, started_at = now(), finished_at = null, output = null
            ), stored as (
              insert into job_events (job_id, seq, body)
              select changed.id, changed.last_seq, job_event_body(changed::jobs, taken.event_type)
              from changed
              join taken on taken.id = changed.id
              returning job_id, body
            )
            select changed.owner_id, changed.agent_id, stored.job_id, stored.body, changed.run, changed.type,
              changed.stage, changed.attempt
            from changed
            join stored on stored.job_id = changed.id
            order by changed.priority desc, changed.run_at, changed.id
            """;

    static final String RENEW = """
            with mine as materialized (
              select jobs.id
              from jobs
              join unnest($2::uuid[], $3::bigint[]) as held (job_id, run)
                on held.job_id = jobs.id
                and held.run = jobs.run
              where status = 'processing'
                and lease_owner = $1
              order by jobs.id
              for update of jobs
            )
            update jobs
            set lease_until = now() + make_interval(secs => $4)
            from mine
            where jobs.id = mine.id
            returning jobs.id, jobs.run
            """;

    /** Whether a run is its job's current one. */
    static final String CURRENT = """
            select id
            from jobs
            where id = $1
              and run = $2
              and status = 'processing'
              and lease_owner is not null
            """;

    /** Locks the job of a run that is about to end, with what is needed to decide what comes next. */
    static final String ENDING = """
            select jobs.type, jobs.stage, jobs.owner_id, jobs.agent_id, jobs.attempt, jobs.lease_owner,
              agents.publish
            from jobs
            left join agents on agents.id = jobs.agent_id
            where jobs.id = $1
              and run = $2
              and status = 'processing'
              and lease_owner is not null
              and stage = $3
            for update of jobs
            """;

    /** {@code $1} job, {@code $2} run, {@code $3} stage, {@code $4} output; {@code $5} the files' columns. */
    static final String STAGE_DONE = """
            with stage as (
              update job_stages
              set status = 'completed', finished_at = now(), output = $4
              where job_id = $1
                and stage = $3
            ), attempt as (
              update job_attempts
              set outcome = 'done', finished_at = now()
              where job_id = $1
                and run = $2
            )
            insert into job_files (job_id, name, kind, storage_key, content_type, bytes)
            select $1, file.*
            from unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[]) as file
            on conflict (job_id, name) do update
            set kind = excluded.kind, storage_key = excluded.storage_key, content_type = excluded.content_type,
              bytes = excluded.bytes, created_at = now()
            """;

    static final String METADATA = """
            with metadata as (
              insert into job_metadata
                (job_id, title, channel, description, url, duration_seconds, published_at, language, has_video)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
              on conflict (job_id) do update
              set title = excluded.title, channel = excluded.channel, description = excluded.description,
                url = excluded.url, duration_seconds = excluded.duration_seconds,
                published_at = excluded.published_at, language = excluded.language, has_video = excluded.has_video
            )
            update jobs
            set title = coalesce(title, $2)
            where id = $1
            """;

    static final String ANALYSIS = """
            insert into job_analysis (job_id, body)
            values ($1, $2)
            on conflict (job_id) do update
            set body = excluded.body, created_at = now()
            """;

    /** The episode of a job; one that was there keeps its id and its date of creation. */
    static final String EPISODE = """
            with episode as (
              insert into episodes (id, owner_id, agent_id, job_id, title, description, audio, duration_seconds,
                chapters, cover, transcript, source_url, published, held, reason, published_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, case when $13 then now() end)
              on conflict (job_id) do update
              set title = excluded.title, description = excluded.description, audio = excluded.audio,
                duration_seconds = excluded.duration_seconds, chapters = excluded.chapters, cover = excluded.cover,
                transcript = excluded.transcript, source_url = excluded.source_url, published = excluded.published,
                held = excluded.held, reason = excluded.reason,
                published_at = case when excluded.published then coalesce(episodes.published_at, now()) end,
                updated_at = now()
              returning id, published, held, reason
            )
            insert into job_publishing (job_id, episode_id, published, held, reason)
            select $4, id, published, held, reason
            from episode
            on conflict (job_id) do update
            set episode_id = excluded.episode_id, published = excluded.published, held = excluded.held,
              reason = excluded.reason
            returning episode_id
            """;

    static final String COMPLETE = """
            with changed as (
              update jobs
              set status = 'completed', stage = 'completed', next_stage = 'completed', progress = 100, message = $2,
                result = $3, error = null, lease_owner = null, lease_until = null, finished_at = now(),
                updated_at = now(), last_seq = last_seq + 1
              where id = $1
              returning jobs.*
            ), stored as (
              insert into job_events (job_id, seq, body)
              select id, last_seq, job_event_body(changed::jobs, 'job.completed')
              from changed
              returning job_id, body
            )
            select changed.owner_id, changed.agent_id, stored.job_id, stored.body
            from changed
            join stored on stored.job_id = changed.id
            """;

    /** The next stage begins at once: {@code $2} stage, {@code $3} percent, {@code $4} words, {@code $5} lease in seconds. */
    static final String GO_ON = """
            with changed as (
              update jobs
              set stage = $2, next_stage = $2, attempt = 1, run = run + 1, progress = greatest(progress, $3::smallint),
                message = $4, lease_until = now() + make_interval(secs => $5), updated_at = now(),
                last_seq = last_seq + 1
              where id = $1
              returning jobs.*
            ), attempts as (
              insert into job_attempts (job_id, run, stage, attempt, server_id)
              select id, run, stage, attempt, lease_owner
              from changed
            ), stages as (
              insert into job_stages (job_id, stage, status, attempt, started_at)
              select id, stage, 'running', attempt, now()
              from changed
              on conflict (job_id, stage) do update
              set status = 'running', attempt = excluded.attempt, started_at = now(), finished_at = null, output = null
            ), stored as (
              insert into job_events (job_id, seq, body)
              select id, last_seq, job_event_body(changed::jobs, 'job.progress')
              from changed
              returning job_id, body
            )
            select changed.owner_id, changed.agent_id, stored.job_id, stored.body, changed.run, changed.type,
              changed.stage, changed.attempt
            from changed
            join stored on stored.job_id = changed.id
            """;

    /** The next stage waits for a server: {@code $2} stage, {@code $3} percent, {@code $4} message. */
    static final String RELEASE = """
            with changed as (
              update jobs
              set next_stage = $2, attempt = 0, progress = greatest(progress, $3::smallint), message = $4,
                lease_owner = null, lease_until = null, updated_at = now(), last_seq = last_seq + 1
              where id = $1
              returning jobs.*
            ), stored as (
              insert into job_events (job_id, seq, body)
              select id, last_seq, job_event_body(changed::jobs, 'job.progress')
              from changed
              returning job_id, body
            )
            select changed.owner_id, changed.agent_id, stored.job_id, stored.body,
              pg_notify('reelcast_jobs', '')::text as told
            from changed
            join stored on stored.job_id = changed.id
            """;

    /**
     * A run ended without a checkpoint. {@code $1} job, {@code $2} run, {@code $3} stage; {@code $4} the job's status,
     * message, error, time to run at or null for as it is, and by how much its attempts are taken back; {@code $9} the
     * event; {@code $10} the stage's status; {@code $11} the attempt's outcome, cause and message.
     */
    static final String END = """
            with changed as (
              update jobs
              set status = $4, message = $5, error = $6, run_at = coalesce($7, run_at),
                attempt = greatest(attempt - $8::smallint, 0), lease_owner = null, lease_until = null,
                finished_at = case when $4 = 'pending' then null else now() end, updated_at = now(),
                last_seq = last_seq + 1
              where id = $1
              returning jobs.*
            ), stage as (
              update job_stages
              set status = $10, attempt = greatest(attempt - $8::smallint, 0),
                finished_at = case when $10 = 'waiting' then null else now() end
              where job_id = $1
                and stage = $3
            ), attempt as (
              update job_attempts
              set outcome = $11, cause = $12, message = $13, finished_at = now()
              where job_id = $1
                and run = $2
            ), stored as (
              insert into job_events (job_id, seq, body)
              select id, last_seq, job_event_body(changed::jobs, $9)
              from changed
              returning job_id, body
            )
            select changed.owner_id, changed.agent_id, stored.job_id, stored.body
            from changed
            join stored on stored.job_id = changed.id
            """;

    /** Whether a run was the last one of a job that was cancelled while it ran. */
    static final String CANCELLED = """
            select id
            from jobs
            where id = $1
              and run = $2
              and status = 'cancelled'
            """;

    /** Locks what a server holds. */
    static final String HELD_BY = """
            select id
            from jobs
            where status = 'processing'
              and lease_owner = $1
            order by id
            for update
            """;

    /** {@code $1} jobs, locked, {@code $2} message. */
    static final String HAND_BACK = """
            with changed as (
              update jobs
              set status = 'pending', message = $2, run_at = now(), attempt = greatest(attempt - 1, 0),
                lease_owner = null, lease_until = null, updated_at = now(), last_seq = last_seq + 1
              where id = any ($1)
              returning jobs.*
            ), stages as (
              update job_stages
              set status = 'waiting', attempt = changed.attempt
              from changed
              where job_id = changed.id
                and job_stages.stage = changed.stage
            ), attempts as (
              update job_attempts
              set outcome = 'handed_over', finished_at = now()
              from changed
              where job_id = changed.id
                and job_attempts.run = changed.run
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
            order by stored.job_id
            """;

    /** Locks jobs whose server is lost. */
    static final String LOST = """
            select id
            from jobs
            where status = 'processing'
              and lease_until < now()
            order by lease_until, id
            limit $1
            for update skip locked
            """;

    /**
     * Jobs whose server is lost wait for another, or fail when that was their last start. {@code $1} jobs, locked,
     * {@code $2} how many starts a stage has, {@code $3} the message of one that waits, {@code $4} why it waits,
     * {@code $5} the message of one that fails; {@code $6} types, stages and words of all pipelines' steps.
     */
    static final String RESCUE = """
            with steps as (
              select *
              from unnest($6::text[], $7::text[], $8::text[]) as step (type, stage, words)
            ), changed as (
              update jobs
              set status = case when attempt >= $2 then 'failed' else 'pending' end,
                message = case when attempt >= $2 then $5 else $3 end,
                error = jsonb_build_object('cause', 'server_lost', 'message', case when attempt >= $2
                  then format('The server was lost %s times in %s.', attempt, steps.words) else $4 end,
                  'stage', jobs.stage, 'attempt', attempt, 'permanent', false),
                run_at = now(), lease_owner = null, lease_until = null,
                finished_at = case when attempt >= $2 then now() end, updated_at = now(), last_seq = last_seq + 1
              from steps
              where jobs.id = any ($1)
                and steps.type = jobs.type
                and steps.stage = jobs.stage
              returning jobs.*
            ), stages as (
              update job_stages
              set status = case when changed.status = 'failed' then 'failed' else 'waiting' end,
                finished_at = changed.finished_at
              from changed
              where job_id = changed.id
                and job_stages.stage = changed.stage
            ), attempts as (
              update job_attempts
              set outcome = 'lost', cause = 'server_lost', message = changed.error ->> 'message', finished_at = now()
              from changed
              where job_id = changed.id
                and job_attempts.run = changed.run
            ), stored as (
              insert into job_events (job_id, seq, body)
              select id, last_seq, job_event_body(changed::jobs,
                case when status = 'failed' then 'job.failed' else 'job.retrying' end)
              from changed
              returning job_id, body
            )
            select changed.owner_id, changed.agent_id, stored.job_id, stored.body,
              pg_notify('reelcast_jobs', '')::text as told
            from changed
            join stored on stored.job_id = changed.id
            order by stored.job_id
            """;

    /** Locks jobs whose deadline has passed. */
    static final String LATE = """
            select id
            from jobs
            where deadline <= now()
              and status in ('pending', 'processing')
            order by deadline, id
            limit $1
            for update skip locked
            """;

    /** {@code $1} jobs, locked, {@code $2} the reason. */
    static final String EXPIRE = """
            with changed as (
              update jobs
              set status = case when status = 'pending' then 'skipped' else 'cancelled' end, message = $2,
                error = jsonb_build_object('cause', 'deadline', 'message', $2::text, 'stage', jobs.stage,
                  'attempt', jobs.attempt, 'permanent', true),
                lease_owner = null, lease_until = null, finished_at = now(), updated_at = now(),
                last_seq = last_seq + 1
              where id = any ($1)
              returning jobs.*
            ), stages as (
              update job_stages
              set status = 'cancelled', finished_at = now()
              from changed
              where job_id = changed.id
                and job_stages.status in ('running', 'waiting')
            ), attempts as (
              update job_attempts
              set outcome = 'cancel', cause = 'deadline', message = $2, finished_at = now()
              from changed
              where job_id = changed.id
                and job_attempts.finished_at is null
            ), stored as (
              insert into job_events (job_id, seq, body)
              select id, last_seq, job_event_body(changed::jobs, 'job.' || status)
              from changed
              returning job_id, body
            )
            select changed.owner_id, changed.agent_id, stored.job_id, stored.body, changed.status
            from changed
            join stored on stored.job_id = changed.id
            order by stored.job_id
            """;

    private QueueSql() {}
}
