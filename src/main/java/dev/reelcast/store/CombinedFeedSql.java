package dev.reelcast.store;

/** Combined feeds. Where a statement has a viewer, {@code $2} is who and {@code $3} whether they see all. */
final class CombinedFeedSql {

    static final String FIND = """
            select id, owner_id, name, slug, data, private_feed, created_at, updated_at,
              array(
                select agent_id
                from combined_feed_agents
                join agents on agents.id = agent_id
                where feed_id = combined_feeds.id
                order by lower(agents.name), agents.id
              ) as agent_ids
            from combined_feeds
            where id = $1
              and (owner_id = $2 or $3)
            """;

    static final String LIST = """
            select id, owner_id, name, slug, data, private_feed, created_at, updated_at,
              array(
                select agent_id
                from combined_feed_agents
                join agents on agents.id = agent_id
                where feed_id = combined_feeds.id
                order by lower(agents.name), agents.id
              ) as agent_ids
            from combined_feeds
            where (owner_id = $1 or $2)
            order by lower(name), id
            """;

    /** The slugs that are taken among those that begin alike. */
    static final String TAKEN_SLUGS = """
            select slug
            from combined_feeds
            where slug = $1
              or starts_with(slug, $1 || '-')
            """;

    /** No row when the slug was taken meanwhile. */
    static final String CREATE = """
            insert into combined_feeds (id, owner_id, name, slug, data, private_feed)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (slug) do nothing
            returning id
            """;

    /** Answers a row when the feed may be changed, and keeps it from others until the end of the transaction. */
    static final String LOCK = """
            select id
            from combined_feeds
            where id = $1
              and (owner_id = $2 or $3)
            for update
            """;

    /** What is null stays. */
    static final String UPDATE = """
            update combined_feeds
            set name = coalesce($2, name), data = coalesce($3, data), private_feed = coalesce($4, private_feed),
              updated_at = now()
            where id = $1
            """;

    static final String REMOVE_AGENTS = """
            delete from combined_feed_agents
            where feed_id = $1
              and agent_id <> all ($2::uuid[])
            """;

    /** Only agents of the feed's owner. */
    static final String ADD_AGENTS = """
            insert into combined_feed_agents (feed_id, agent_id)
            select combined_feeds.id, agents.id
            from combined_feeds
            join agents on agents.owner_id = combined_feeds.owner_id
            where combined_feeds.id = $1
              and agents.id = any ($2::uuid[])
            on conflict do nothing
            """;

    static final String COUNT_AGENTS = """
            select count(*) as agents
            from combined_feed_agents
            where feed_id = $1
            """;

    static final String TOKEN_IDS = """
            select id
            from feed_tokens
            where feed_id = $1
            """;

    static final String DELETE = """
            delete from combined_feeds
            where id = $1
            """;

    private CombinedFeedSql() {}
}
