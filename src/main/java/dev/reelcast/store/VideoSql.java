package dev.reelcast.store;

/** Videos of the channels that agents follow. */
final class VideoSql {

    /** One sighting of an agent's channel at a time: what another one made of it is there before this one looks. */
    static final String LOCK_AGENT = """
            select id, owner_id, filters, now() as seen_at,
              (
                select created_at
                from subscriptions
                where agent_id = agents.id
                  and state in ('pending', 'active', 'denied')
              ) as followed_at
            from agents
            where id = $1
            for no key update
            """;

    /** {@code $1} agent, {@code $2} YouTube ids. */
    static final String KNOWN = """
            select youtube_id, title, status, rule, duration_seconds, is_short, is_live
            from videos
            where agent_id = $1
              and youtube_id = any ($2)
            """;

    /**
     * {@code $1} agent, owner and origin; {@code $4} ids, YouTube ids, titles, times of publication and change, lengths,
     * whether short, whether live; {@code $12} statuses, rules and reasons. Each counts among the agent's videos, unless a
     * job was about it before.
     */
    static final String DISCOVER = """
            with discovered as (
              insert into videos (agent_id, owner_id, origin, id, youtube_id, title, published_at, source_updated_at,
                duration_seconds, is_short, is_live, status, rule, reason)
              select $1, $2, $3, video.*
              from unnest($4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::float8[],
                $10::boolean[], $11::boolean[], $12::text[], $13::text[], $14::text[])
                as video (id, youtube_id, title, published_at, source_updated_at, duration_seconds, is_short, is_live,
                  status, rule, reason)
              on conflict (agent_id, youtube_id) do nothing
              returning youtube_id
            ), named as (
              insert into agent_videos (agent_id, video)
              select $1, 'youtube:' || youtube_id
              from discovered
              order by youtube_id
              on conflict do nothing
              returning agent_id
            ), counted as (
              insert into agent_video_counts (agent_id, videos)
              select agent_id, count(*)
              from named
              group by agent_id
              on conflict (agent_id) do update
              set videos = agent_video_counts.videos + excluded.videos
            )
            select youtube_id
            from discovered
            """;

    /**
     * What a source says now of what is known: {@code $1} agent, {@code $2} YouTube ids, titles, times of publication and
     * change, lengths, whether short, whether live. What says when it was changed yields to what was changed later; what
     * does not say fills gaps only.
     */
    static final String UPDATE = """
            with told as (
              select videos.id,
                case when news.fresh and news.title <> '' then news.title else videos.title end as title,
                case when news.fresh then coalesce(news.published_at, videos.published_at)
                  else coalesce(videos.published_at, news.published_at) end as published_at,
                case when news.fresh then news.source_updated_at else videos.source_updated_at end as source_updated_at,
                coalesce(news.duration_seconds, videos.duration_seconds) as duration_seconds,
                coalesce(news.is_short, videos.is_short) as is_short,
                coalesce(news.is_live, videos.is_live) as is_live,
                case when news.fresh and news.source_updated_at > videos.deleted_at then null
                  else videos.deleted_at end as deleted_at
              from (
                select video.*, video.source_updated_at is not null
                  and (known.source_updated_at is null or video.source_updated_at >= known.source_updated_at) as fresh
                from unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::float8[], $7::boolean[],
                  $8::boolean[])
                  as video (youtube_id, title, published_at, source_updated_at, duration_seconds, is_short, is_live)
                join videos as known on known.agent_id = $1
                  and known.youtube_id = video.youtube_id
              ) as news
              join videos on videos.agent_id = $1
                and videos.youtube_id = news.youtube_id
            )
            update videos
            set title = told.title, published_at = told.published_at, source_updated_at = told.source_updated_at,
              duration_seconds = told.duration_seconds, is_short = told.is_short, is_live = told.is_live,
              deleted_at = told.deleted_at, updated_at = now()
            from told
            where videos.id = told.id
              and (videos.title, videos.published_at, videos.source_updated_at, videos.duration_seconds, videos.is_short,
                  videos.is_live, videos.deleted_at)
                is distinct from (told.title, told.published_at, told.source_updated_at, told.duration_seconds,
                  told.is_short, told.is_live, told.deleted_at)
            """;

    /** {@code $1} agent, {@code $2} YouTube ids, rules and reasons of ignored ones that another rule leaves out now. */
    static final String LEAVE_OUT = """
            update videos
            set rule = verdict.rule, reason = verdict.reason, updated_at = now()
            from unnest($2::text[], $3::text[], $4::text[]) as verdict (youtube_id, rule, reason)
            where videos.agent_id = $1
              and videos.youtube_id = verdict.youtube_id
              and videos.status = 'ignored'
              and (videos.rule, videos.reason) is distinct from (verdict.rule, verdict.reason)
            """;

    /**
     * Gives videos ({@code $1} agent, {@code $2} YouTube ids) the newest job that was made for each before anybody had
     * discovered it. The jobs are locked first, as everywhere.
     */
    static final String JOIN_JOBS = """
            with newest as materialized (
              select distinct on (canonical) id, canonical
              from jobs
              where agent_id = $1
                and canonical = any (select 'youtube:' || youtube_id from unnest($2::text[]) as wanted (youtube_id))
                and video_id is null
                and canonical like 'youtube:%'
              order by canonical, id desc
            ), joined as (
              update jobs
              set video_id = videos.id
              from newest
              join videos on videos.agent_id = $1
                and 'youtube:' || videos.youtube_id = newest.canonical
              where jobs.id = newest.id
              returning jobs as job
            )
            update videos
            set job_id = (joined.job).id, origin = 'submitted', status = stands.status, rule = stands.rule,
              reason = stands.reason, wanted = true
            from joined
            cross join lateral video_at(joined.job) as stands
            where videos.id = (joined.job).video_id
            returning videos.youtube_id
            """;

    /** Marks what is there no more: {@code $1} agent, {@code $2} YouTube ids, {@code $3} why it will not be processed. */
    static final String DELETED = """
            update videos
            set deleted_at = now(), updated_at = now(),
              status = case when status = 'discovered' then 'ignored' else status end,
              rule = case when status = 'discovered' then 'deleted' else rule end,
              reason = case when status = 'discovered' then $3 else reason end
            where agent_id = $1
              and youtube_id = any ($2)
              and deleted_at is null
            """;

    /** A person tries the job again ({@code $1}) that a filter had ended: no filter ends it twice. */
    static final String WANTED = """
            update videos
            set wanted = true
            where id = (select video_id from jobs where id = $1)
              and rule in ('too_short', 'too_long', 'short', 'live')
            """;

    /** Whether a job ({@code $1}) is over a video that was discovered, and that no person asked for. */
    static final String UNASKED = """
            select videos.id
            from jobs
            join videos on videos.id = jobs.video_id
            where jobs.id = $1
              and not videos.wanted
            """;

    private static final String VIDEO = """
            select videos.id, videos.owner_id, videos.agent_id, videos.youtube_id, videos.title, videos.published_at,
              videos.duration_seconds, videos.origin, videos.status, videos.rule,
              case when videos.status = 'queued' then jobs.message else videos.reason end as reason, jobs.id as job_id,
              videos.deleted_at, videos.discovered_at, videos.updated_at
            from videos
            left join jobs on jobs.id = videos.job_id
            """;

    /** {@code $1} agent, {@code $2} YouTube id. */
    static final String FIND = VIDEO + """
            where videos.agent_id = $1
              and videos.youtube_id = $2
            """;

    /** An agent that a viewer may see: {@code $1} agent, {@code $2} viewer, {@code $3} whether they see all. */
    static final String AGENT = """
            select id
            from agents
            where id = $1
              and (owner_id = $2 or $3)
            """;

    /** As {@link #AGENT}; no sighting is taken in meanwhile. */
    static final String LOCK_AGENT_OF = AGENT + """
            for no key update
            """;

    /**
     * {@code $1} agent, {@code $2} status or null, {@code $3} words or null; {@code $4} and {@code $5} where the page before
     * ended, null for the first; {@code $6} limit, {@code $7} offset.
     */
    static final String LIST = VIDEO + """
            where videos.agent_id = $1
              and ($2::text is null or videos.status = $2)
              and ($3::text is null
                or video_words(videos.agent_id, videos.title)
                  @@ (search_query($3) && quote_literal($1::uuid::text)::tsquery))
              and ($4::timestamptz is null
                or (coalesce(videos.published_at, videos.discovered_at), videos.id) < ($4, $5::uuid))
            order by coalesce(videos.published_at, videos.discovered_at) desc, videos.id desc
            limit $6 offset $7
            """;

    /** The first three of {@link #LIST}; one more than what a total is exact to, at most. */
    static final String COUNT = """
            select count(*) as matching
            from (
              select 1
              from videos
              where agent_id = $1
                and ($2::text is null or status = $2)
                and ($3::text is null
                  or video_words(agent_id, title) @@ (search_query($3) && quote_literal($1::uuid::text)::tsquery))
              limit 10001
            ) as first
            """;

    /** {@code $1} agent, {@code $2} how many. */
    static final String NEWEST = """
            select youtube_id, title, published_at, duration_seconds, is_short, is_live
            from videos
            where agent_id = $1
            order by coalesce(published_at, discovered_at) desc, id desc
            limit $2
            """;

    /** {@code $1} agent, {@code $2} YouTube id, {@code $3} why. */
    static final String IGNORE = """
            update videos
            set status = 'ignored', rule = 'by_hand', reason = $3, wanted = false, updated_at = now()
            where agent_id = $1
              and youtube_id = $2
              and status in ('discovered', 'failed', 'ignored')
            """;

    private VideoSql() {}
}
