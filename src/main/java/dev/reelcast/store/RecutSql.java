package dev.reelcast.store;

/** Jobs that cut an episode anew: put in, and what becomes of the episode when they are done. */
final class RecutSql {

    /** Wishes for one episode come one after the other, until the end of the transaction. */
    static final String MY_TURN = """
            select pg_advisory_xact_lock(hashtextextended('reelcast recut ' || $1::text, 0))::text as locked
            """;

    /** What an episode of {@code $1} can be cut of; no row without a recording. */
    static final String RECORDING = """
            select coalesce((
                select (output ->> 'duration')::float8
                from job_stages
                where job_id = jobs.id
                  and stage = 'speech_detection'
              ), (
                select duration_seconds
                from job_metadata
                where job_id = jobs.id
              )) as duration
            from jobs
            where id = $1
              and exists (select from job_files where job_id = jobs.id and kind = 'source')
              and exists (select from job_stages where job_id = jobs.id and stage = 'audio_processing')
              and exists (select from job_analysis where job_id = jobs.id)
            """;

    /** Locks an agent against its deletion until the job that works for it is in. */
    static final String LOCK_AGENT = """
            select id
            from agents
            where id = $1
            for key share
            """;

    /**
     * A job with all that the stages before its first one found, taken over from the one that made the episode; what
     * that job keeps in storage stays there, and this one only names it. {@code $1} id, {@code $2} episode, {@code $3} first
     * stage, {@code $4} stages before it, {@code $5} what is different in the analysis, {@code $6} priority, {@code $7} message.
     */
    static final String ENQUEUE = """
            with origin as materialized (
              select jobs.id, jobs.owner_id, episodes.agent_id, jobs.type, jobs.url, episodes.title,
                job_analysis.body || $5::jsonb as analysis
              from episodes
              join jobs on jobs.id = episodes.job_id
              join job_analysis on job_analysis.job_id = jobs.id
              where episodes.id = $2
            ), changed as (
              insert into jobs (id, owner_id, agent_id, type, next_stage, title, url, priority, message, last_seq, revises)
              select $1, owner_id, agent_id, type, $3, title, url, $6, $7, 1, $2
              from origin
              returning %s
            ), %s, files as (
              insert into job_files (job_id, name, kind, storage_key, content_type, bytes)
              select $1, name, kind, storage_key, content_type, bytes
              from job_files
              where job_id in (select id from origin)
                and kind not in ('audio', 'chapters')
            ), metadata as (
              insert into job_metadata
                (job_id, title, channel, description, url, duration_seconds, published_at, language, has_video)
              select $1, title, channel, description, url, duration_seconds, published_at, language, has_video
              from job_metadata
              where job_id in (select id from origin)
            ), analysis as (
              insert into job_analysis (job_id, body)
              select $1, analysis
              from origin
            ), stages as (
              insert into job_stages (job_id, stage, attempt, started_at, finished_at, output)
              select $1, stage, attempt, started_at, finished_at,
                case when stage = 'ai_analysis' then analysis else output end
              from job_stages
              join origin on origin.id = job_stages.job_id
              where stage = any ($4::text[])
            ), asked as (
              update episodes
              set recut_id = $1, updated_at = now()
              where id = $2
            )
            select changed.*, (select pg_notify('reelcast_jobs', '')::text) as told
            from changed
            """.formatted(EventSql.QUEUED, EventSql.STORED);

    /** It is left as it is. */
    static final String FORGET = """
            update episodes
            set recut_id = null, updated_at = now()
            where id = $1
            """;

    /** Tried again: {@code $1} job, {@code $2} its episode. */
    static final String ADOPT = """
            update episodes
            set recut_id = $1, updated_at = now()
            where id = $2
            """;

    /**
     * The new cut is in: {@code $1} episode, {@code $2} job, audio, seconds, {@code $5} span, where it begins, chapters,
     * {@code $8} chapters in the recording, cover and transcript. What was there before is remembered until it is gone from
     * storage, but for what is somebody else's.
     */
    static final String REVISE = """
            with before as materialized (
              select audio, cover, transcript, coalesce(revised_by, job_id) as made_by
              from episodes
              where id = $1
            ), revised as (
              update episodes
              set audio = $3, duration_seconds = $4, span = $5, content_start = $6, chapters = $7, source_chapters = $8,
                cover = coalesce($9, cover), transcript = $10, recut_id = null, revised_by = $2, updated_at = now()
              where id = $1
              returning id, published, held, reason, audio, cover, transcript
            ), replaced as (
              insert into replaced_media (storage_key)
              select distinct file ->> 'storageKey'
              from before
              cross join lateral unnest(array[audio, cover, transcript]) as file
              where file ->> 'storageKey' like 'episodes/' || made_by || '/%'
                and file ->> 'storageKey' not in (
                  select kept ->> 'storageKey'
                  from revised
                  cross join lateral unnest(array[audio, cover, transcript]) as kept
                  where kept is not null)
              on conflict do nothing
            )
            insert into job_publishing (job_id, episode_id, published, held, reason)
            select $2, id, published, held, reason
            from revised
            on conflict (job_id) do update
            set published = excluded.published, held = excluded.held, reason = excluded.reason
            """;

    private RecutSql() {}
}
