package dev.reelcast.store;

/** Feeds as they are read: by whoever has their address, and by their owners. The view is {@code feeds} of V011. */
final class FeedSql {

    /** {@code $1} is the slug of an agent. */
    static final String OF_AGENT = """
            select id, owner_id, combined_id, slug, name, data, private_feed, artwork, version, changed_at,
              changed_at < now() - interval '2 seconds' as settled, guid
            from feeds
            where id = (select id from agents where slug = $1 and not private_feed)
            """;

    /** {@code $1} is the slug of a combined feed. */
    static final String COMBINED = """
            select id, owner_id, combined_id, slug, name, data, private_feed, artwork, version, changed_at,
              changed_at < now() - interval '2 seconds' as settled, guid
            from feeds
            where id = (select id from combined_feeds where slug = $1 and not private_feed)
            """;

    static final String OF_TOKEN = """
            select feed_tokens.id as token_id, feeds.id, owner_id, combined_id, slug, feeds.name, data, private_feed,
              artwork, version, changed_at, changed_at < now() - interval '2 seconds' as settled, guid
            from feed_tokens
            join feeds on feeds.id = feed_tokens.feed_id
            where token_hash = $1
            """;

    /** Notes that a feed was read, once a minute. */
    static final String USED = """
            update feed_tokens
            set used_at = now()
            where token_hash = $1
              and (used_at is null or used_at < now() - interval '1 minute')
            """;

    /** {@code $2} is who asks and {@code $3} whether they see all. */
    static final String FIND = """
            select id, owner_id, combined_id, slug, name, data, private_feed, artwork, version, changed_at,
              changed_at < now() - interval '2 seconds' as settled, guid
            from feeds
            where id = $1
              and (owner_id = $2 or $3)
            """;

    static final String KEEP_GUID = """
            update feed_states
            set guid = coalesce(guid, $2)
            where feed_id = $1
            returning guid
            """;

    /**
     * The agents whose episodes are in the feed {@code $1}; a public one, as {@code $2} says, leaves out those whose own
     * feed is private.
     */
    static final String SOURCES = """
            select id, slug, name, feed, private_feed
            from agents
            where id = $1
              or (id in (select agent_id from combined_feed_agents where feed_id = $1) and ($2 or not private_feed))
            """;

    /** Published episodes of the agents {@code $1}, with the language that their transcription found. */
    static final String EPISODES = """
            select episodes.id, owner_id, agent_id, episodes.job_id, title, description, audio, video, duration_seconds,
              span, content_start, chapters, source_chapters, cover, transcript, published, held, reason, confidence,
              publish_at, null::jsonb as recut, source_url, published_at, created_at, updated_at,
              job_stages.output ->> 'language' as language
            from episodes
            left join job_stages on job_stages.job_id = episodes.job_id and job_stages.stage = 'transcription'
            where agent_id = any ($1::uuid[])
              and published
              and (audio is not null or video is not null)
            order by published_at desc, id desc
            limit $2 offset $3
            """;

    static final String COUNT = """
            select count(*) as matching
            from episodes
            where agent_id = any ($1::uuid[])
              and published
              and (audio is not null or video is not null)
            """;

    /** The published episode {@code $2}, when it is in the feed that the token {@code $1} leads to. */
    static final String TOKEN_MEDIA = """
            select feed_tokens.id as token_id, episodes.id, owner_id, agent_id, job_id, title, description, audio, video,
              duration_seconds, span, content_start, chapters, source_chapters, cover, transcript, published, held, reason,
              confidence, publish_at, null::jsonb as recut, source_url, published_at, episodes.created_at, updated_at
            from feed_tokens
            join episodes on episodes.id = $2
            where token_hash = $1
              and published
              and (episodes.agent_id = feed_tokens.feed_id
                or exists (
                  select from combined_feed_agents
                  join combined_feeds on combined_feeds.id = combined_feed_agents.feed_id
                  join agents on agents.id = combined_feed_agents.agent_id
                  where combined_feed_agents.feed_id = feed_tokens.feed_id
                    and combined_feed_agents.agent_id = episodes.agent_id
                    and (combined_feeds.private_feed or not agents.private_feed)))
            """;

    /** {@code $2} is who asks and {@code $3} whether they see all. */
    static final String HUB_STATE = """
            select pinged >= version as up_to_date, pinged_at, ping_at, ping_attempts, ping_error
            from feeds
            where id = $1
              and (owner_id = $2 or $3)
            """;

    static final String TOKENS = """
            select id, name, created_at, used_at
            from feed_tokens
            where feed_id = $1
            order by id desc
            """;

    static final String LOCK = """
            select feed_id
            from feed_states
            where feed_id = $1
            for update
            """;

    static final String COUNT_TOKENS = """
            select count(*) as tokens
            from feed_tokens
            where feed_id = $1
            """;

    static final String ADD_TOKEN = """
            insert into feed_tokens (id, feed_id, token_hash, name)
            values ($1, $2, $3, $4)
            returning id, name, created_at, used_at
            """;

    static final String REVOKE_TOKEN = """
            delete from feed_tokens
            where id = $1
              and feed_id = $2
            """;

    private FeedSql() {}
}
