package dev.reelcast.store;

/**
 * Backfills. Where a statement is a holder's, {@code $1} is the backfill and {@code $2} the server that must hold it; no row
 * when it does not, or when the backfill has ended.
 */
final class BackfillSql {

    /** The agent, locked against a second start; {@code $2} is who asks and {@code $3} whether they see all. */
    static final String AGENT = """
            select channel_id is not null or channel is not null as follows
            from agents
            where id = $1
              and (owner_id = $2 or $3)
            for no key update
            """;

    static final String NEWEST = """
            select id, agent_id, since, dry_run, state, source, seen + seen_now as seen, total, taken, enqueued, known, ignored, reason,
              case when finished_at is null and run_at > now() then run_at end as resumes_at, created_at, finished_at
            from backfills
            where agent_id = $1
            order by id desc
            limit 1
            """;

    /** A dry run of the same time that can be gone on with: it lists, or has listed not long ago. */
    static final String GO_ON = """
            update backfills
            set dry_run = false, finished_at = null, run_at = now(), reason = null, created_at = now(),
              state = case when state = 'completed' then 'taking' else state end
            where id = (
                select id
                from backfills
                where agent_id = $1
                order by id desc
                limit 1
              )
              and dry_run
              and since = $2
              and (state = 'listing' or state = 'completed' and finished_at > now() - interval '1 hour')
            returning id, agent_id, since, total, state = 'taking' as listed
            """;

    /** A dry run makes room for whatever is asked for next. */
    static final String MAKE_ROOM = """
            update backfills
            set state = 'cancelled', finished_at = now(), lease_owner = null, lease_until = null
            where agent_id = $1
              and finished_at is null
              and dry_run
            """;

    /** What earlier ones found is of no use any more. */
    static final String FORGET_LISTS = """
            delete from backfill_videos
            using backfills
            where backfills.id = backfill_videos.backfill_id
              and backfills.agent_id = $1
              and backfills.finished_at is not null
            """;

    /** No row when one is under way. */
    static final String START = """
            insert into backfills (id, agent_id, since, dry_run)
            values ($1, $2, $3, $4)
            on conflict (agent_id) where finished_at is null do nothing
            returning id
            """;

    static final String CANCEL = """
            update backfills
            set state = 'cancelled', finished_at = now(), reason = null, lease_owner = null, lease_until = null
            where agent_id = $1
              and finished_at is null
            """;

    static final String VIDEOS = """
            select found.youtube_id, found.title, found.published_at, found.approximate, found.duration_seconds,
              found.is_short, found.broadcast, found.result,
              videos.id is not null and not video_is_open(videos) as known
            from backfill_videos as found
            left join videos on videos.agent_id = $2
              and videos.youtube_id = found.youtube_id
            where found.backfill_id = $1
            order by found.published_at desc nulls last, found.position
            limit $3 offset $4
            """;

    static final String VIDEO_COUNT = """
            select count(*) as total
            from backfill_videos
            where backfill_id = $1
            """;

    /** What the agent does not have yet, as far as its filters ask about it. */
    static final String FRESH = """
            select found.title, found.duration_seconds, found.is_short, found.broadcast
            from backfill_videos as found
            left join videos on videos.agent_id = $2
              and videos.youtube_id = found.youtube_id
            where found.backfill_id = $1
              and (videos.id is null or video_is_open(videos))
            """;

    /** {@code $1} is the server, {@code $2} the seconds of its lease, {@code $3} what it works at already. */
    static final String CLAIM = """
            update backfills
            set lease_owner = $1, lease_until = now() + make_interval(secs => $2), seen_now = 0
            from agents
            where backfills.id = (
                select id
                from backfills
                where finished_at is null
                  and run_at <= now()
                  and (lease_owner is null or lease_owner = $1 or lease_until < now())
                  and id <> all ($3::uuid[])
                order by run_at
                limit 1
                for update skip locked
              )
              and agents.id = backfills.agent_id
            returning backfills.id, agent_id, since, dry_run, state, source, seen, total, taken, enqueued, known, ignored,
              reason, null::timestamptz as resumes_at, backfills.created_at, finished_at,
              coalesce(agents.channel_id, backfills.channel_id) as channel_id, agents.channel, cursor, failures
            """;

    static final String RENEW = """
            update backfills
            set lease_until = now() + make_interval(secs => $3), seen_now = $4
            where id = $1
              and lease_owner = $2
              and finished_at is null
            """;

    /**
     * {@code $3} channel, {@code $4} source, {@code $5} looked at, {@code $6} cursor. At the end of the list a dry run is
     * complete, and for another the taking begins.
     */
    static final String LISTED = """
            update backfills
            set channel_id = $3, source = $4, seen = seen + $5, seen_now = 0, cursor = $6, failures = 0, reason = null,
              total = (select count(*) from backfill_videos where backfill_id = $1),
              state = case when $6::text is not null then state when dry_run then 'completed' else 'taking' end,
              finished_at = case when $6::text is null and dry_run then now() end,
              lease_owner = case when $6::text is null and dry_run then null else lease_owner end
            where id = $1
              and lease_owner = $2
              and finished_at is null
            returning agent_id, since, total, state = 'taking' as listed
            """;

    /**
     * An agent that was given a handle has its channel's id, {@code $3}, from then on. Comes before the backfill is locked:
     * who starts one has locked the agent first, too.
     */
    static final String KEEP_CHANNEL_ID = """
            update agents
            set channel_id = $3
            where channel_id is null
              and id = (
                select agent_id
                from backfills
                where id = $1
                  and lease_owner = $2
                  and finished_at is null
              )
            """;

    static final String LOCK_HELD = """
            select agent_id
            from backfills
            where id = $1
              and lease_owner = $2
              and finished_at is null
            for update
            """;

    /** The arrays {@code $2} to {@code $8} are columns of the same length. */
    static final String ADD_VIDEOS = """
            insert into backfill_videos (backfill_id, youtube_id, position, title, published_at, approximate,
              duration_seconds, is_short, broadcast)
            select $1, youtube_id, seen + number, title, published_at, approximate, duration_seconds, is_short, broadcast
            from backfills
            cross join unnest($2::text[], $3::text[], $4::timestamptz[], $5::boolean[], $6::float8[], $7::boolean[],
              $8::text[]) with ordinality
              as listed (youtube_id, title, published_at, approximate, duration_seconds, is_short, broadcast, number)
            where backfills.id = $1
            on conflict (backfill_id, youtube_id) do nothing
            """;

    /** Those whose turn it is, {@code $3} at most. Newest first: nobody knows how far back anybody will look. */
    static final String NEXT = """
            with turn as (
              select found.youtube_id
              from backfill_videos as found
              join backfills on backfills.id = found.backfill_id
              where found.backfill_id = $1
                and found.result is null
                and backfills.lease_owner = $2
                and backfills.finished_at is null
              order by found.published_at desc nulls last, found.position
              limit $3
            )
            update backfill_videos as found
            set fresh = coalesce(found.fresh, not exists (
                select
                from videos
                join backfills on backfills.agent_id = videos.agent_id
                where backfills.id = $1
                  and videos.youtube_id = found.youtube_id
                  and not video_is_open(videos)
              ))
            from turn
            where found.backfill_id = $1
              and found.youtube_id = turn.youtube_id
            returning found.youtube_id, title, published_at, duration_seconds, is_short, broadcast, position
            """;

    /** {@code $3} are YouTube's ids of what was handed over. */
    static final String TAKEN = """
            with told as (
              update backfill_videos as found
              set result = case
                  when not found.fresh then 'known'
                  else coalesce((
                    select case when status = 'ignored' then 'ignored' when origin = 'submitted' then 'known'
                      else 'enqueued' end
                    from videos
                    where videos.agent_id = backfills.agent_id
                      and videos.youtube_id = found.youtube_id
                  ), 'ignored') end
              from backfills
              where backfills.id = $1
                and backfills.lease_owner = $2
                and backfills.finished_at is null
                and found.backfill_id = $1
                and found.youtube_id = any ($3::text[])
                and found.result is null
              returning result
            )
            update backfills
            set taken = taken + (select count(*) from told),
              enqueued = enqueued + (select count(*) from told where result = 'enqueued'),
              known = known + (select count(*) from told where result = 'known'),
              ignored = ignored + (select count(*) from told where result = 'ignored'),
              failures = 0, reason = null
            where id = $1
              and lease_owner = $2
              and finished_at is null
            """;

    static final String COMPLETE = """
            update backfills
            set state = 'completed', finished_at = now(), reason = null, lease_owner = null, lease_until = null
            where id = $1
              and lease_owner = $2
              and finished_at is null
            returning agent_id, total, enqueued
            """;

    static final String GO_ON_NOW = """
            update backfills
            set lease_owner = null, lease_until = null
            where id = $1
              and lease_owner = $2
              and finished_at is null
            """;

    /** {@code $3} seconds. */
    static final String GO_ON_LATER = """
            update backfills
            set run_at = now() + make_interval(secs => $3), reason = $4, failures = failures + 1, lease_owner = null,
              lease_until = null
            where id = $1
              and lease_owner = $2
              and finished_at is null
            """;

    /** A few seconds into the day: YouTube's clock may be behind ours. */
    static final String GO_ON_NEXT_QUOTA = """
            update backfills
            set run_at = ((now() at time zone 'America/Los_Angeles')::date + 1)::timestamp
                at time zone 'America/Los_Angeles' + interval '1 minute',
              reason = $3, lease_owner = null, lease_until = null
            where id = $1
              and lease_owner = $2
              and finished_at is null
            """;

    static final String FAIL = """
            update backfills
            set state = 'failed', finished_at = now(), reason = $3, lease_owner = null, lease_until = null
            where id = $1
              and lease_owner = $2
              and finished_at is null
            """;

    /** YouTube's day begins at midnight in California. {@code $1} units of {@code $2}; no row when there are not as many. */
    static final String SPEND = """
            insert into youtube_quota (day, used)
            select (now() at time zone 'America/Los_Angeles')::date, $1
            where $1 <= $2
            on conflict (day) do update
            set used = youtube_quota.used + excluded.used
            where youtube_quota.used + excluded.used <= $2
              and not youtube_quota.spent
            returning used
            """;

    static final String SPENT = """
            insert into youtube_quota (day, used, spent)
            values ((now() at time zone 'America/Los_Angeles')::date, 0, true)
            on conflict (day) do update
            set spent = true
            """;

    static final String QUOTA = """
            select coalesce(youtube_quota.used, 0) as used, coalesce(youtube_quota.spent, false) as spent,
              (today.day + 1)::timestamp at time zone 'America/Los_Angeles' as renews_at
            from (select (now() at time zone 'America/Los_Angeles')::date as day) as today
            left join youtube_quota on youtube_quota.day = today.day
            """;

    private BackfillSql() {}
}
