package dev.reelcast.store;

/** What stages found, in the tables that people's questions are answered from. */
final class PartsSql {

    static final String METADATA = """
            with metadata as (
              insert into job_metadata
                (job_id, title, channel, description, url, duration_seconds, published_at, language, has_video)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
              on conflict (job_id) do update
              set title = excluded.title, channel = excluded.channel, description = excluded.description,
                url = excluded.url, duration_seconds = excluded.duration_seconds,
                published_at = excluded.published_at, language = excluded.language, has_video = excluded.has_video
            ), discovered as (
              update videos
              set duration_seconds = $6
              from jobs
              where jobs.id = $1
                and videos.id = jobs.video_id
                and $6::float8 is not null
                and videos.duration_seconds is distinct from $6
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
              insert into episodes (id, owner_id, agent_id, job_id, title, description, audio, duration_seconds, span,
                content_start, chapters, source_chapters, confidence, cover, transcript, source_url, published, held,
                reason, published_at, video)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                case when $17 then now() end, $20)
              on conflict (job_id) do update
              set title = excluded.title, description = excluded.description, audio = excluded.audio,
                video = excluded.video,
                duration_seconds = excluded.duration_seconds, span = excluded.span, content_start = excluded.content_start,
                chapters = excluded.chapters, source_chapters = excluded.source_chapters,
                confidence = excluded.confidence, cover = excluded.cover, transcript = excluded.transcript,
                source_url = excluded.source_url, published = excluded.published,
                held = excluded.held, reason = excluded.reason, publish_at = null,
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

    private PartsSql() {}
}
