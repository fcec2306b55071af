package dev.reelcast.store;

/** Webhooks, and what they are to be told. */
final class WebhookSql {

    private static final String ROW = """
            select webhooks.id, url, events, webhooks.created_at, off_at, called_at, last_status, last_error, (
                select count(*)::integer
                from webhook_deliveries
                where webhook_id = webhooks.id
                  and state = 'waiting'
              ) as waiting
            from webhooks
            """;

    /** {@code $1} whose. */
    static final String LIST = ROW + """
            where owner_id = $1
            order by webhooks.id
            """;

    /** {@code $1} whose; two that are made at once are counted one after the other. */
    static final String LOCK_OWNER = """
            select id
            from users
            where id = $1
            for no key update
            """;

    static final String COUNT = """
            select count(*)::integer as webhooks
            from webhooks
            where owner_id = $1
            """;

    /** {@code $1} id, owner, URL, sealed secret, events. */
    static final String ADD = """
            insert into webhooks (id, owner_id, url, sealed_secret, events)
            values ($1, $2, $3, $4, $5)
            returning id, url, events, created_at, off_at, called_at, last_status, last_error, 0 as waiting
            """;

    /** {@code $1} webhook, {@code $2} whose. */
    static final String DELETE = """
            delete from webhooks
            where id = $1
              and owner_id = $2
            """;

    static final String TARGET = """
            select id as webhook_id, url, sealed_secret
            from webhooks
            where id = $1
              and owner_id = $2
            """;

    /** Those of {@code $1} that want to hear of {@code $2}; they stay until the end of the transaction. */
    static final String WHO_HEARS = """
            select id
            from webhooks
            where owner_id = $1
              and off_at is null
              and (events = '{}' or $2 = any (events))
            order by id
            -- A webhook that is switched off at the same moment takes what waits for it along.
            for share
            """;

    /** {@code $1} ids, {@code $2} webhooks, {@code $3} type, {@code $4} data, {@code $5} links. */
    static final String TELL = """
            insert into webhook_deliveries (id, webhook_id, type, data, links)
            select id, webhook_id, $3, $4, $5
            from unnest($1::uuid[], $2::uuid[]) as told (id, webhook_id)
            """;

    /**
     * {@code $1} at most, each of another webhook; nobody else calls these for {@code $2} seconds. What was claimed in
     * between has another state by the time that its row is locked.
     */
    static final String CLAIM = """
            with free as (
              select id, url, sealed_secret
              from webhooks
              where id in (
                  select webhook_id
                  from webhook_deliveries
                  where state = 'waiting'
                    and due_at <= now()
                )
                and off_at is null
                and (busy_until is null or busy_until <= now())
              order by called_at nulls first
              limit $1
              for no key update skip locked
            ), taken as (
              update webhooks
              set busy_until = now() + make_interval(secs => $2)
              from free
              where webhooks.id = free.id
            ), due as (
              select distinct on (webhook_id) webhook_deliveries.id, url, sealed_secret
              from webhook_deliveries
              join free on free.id = webhook_id
              where state = 'waiting'
                and due_at <= now()
              order by webhook_id, due_at, webhook_deliveries.id
            )
            update webhook_deliveries
            set attempts = attempts + 1
            from due
            where webhook_deliveries.id = due.id
              and state = 'waiting'
              and due_at <= now()
            returning webhook_deliveries.id, webhook_id, url, sealed_secret, type, data, links, attempts, created_at,
              extract(epoch from now() - created_at)::float8 as age
            """;

    /** {@code $2} state, {@code $3} seconds to the next try or null, {@code $4} status or null, {@code $5} error or null. */
    static final String CALLED = """
            update webhook_deliveries
            set state = $2, due_at = now() + make_interval(secs => $3), last_status = $4, last_error = $5,
              ended_at = case when $2 <> 'waiting' then now() end
            where id = $1
              and state = 'waiting'
            """;

    /** {@code $2} status or null, {@code $3} error or null, {@code $4} whether nothing is sent there any more. */
    static final String OUTCOME = """
            update webhooks
            set busy_until = null, called_at = now(), last_status = $2, last_error = $3,
              off_at = case when $4 then coalesce(off_at, now()) else off_at end
            where id = $1
            """;

    /** Nothing that waits for a webhook that is off is sent. */
    static final String DROP_WAITING = """
            update webhook_deliveries
            set state = 'failed', due_at = null, ended_at = now()
            where webhook_id = $1
              and state = 'waiting'
            """;

    /** {@code $1} webhook, whose, status or null, error or null; one that takes it is on again. */
    static final String TESTED = """
            update webhooks
            set called_at = now(), last_status = $3, last_error = $4,
              off_at = case when $4::text is null then null else off_at end
            where id = $1
              and owner_id = $2
            returning called_at, last_status, last_error
            """;

    /** {@code $1} id, webhook, type, data, status or null, error or null. */
    static final String ADD_TESTED = """
            insert into webhook_deliveries
              (id, webhook_id, type, data, last_status, last_error, state, due_at, ended_at, attempts)
            values ($1, $2, $3, $4, $5, $6, case when $6::text is null then 'delivered' else 'failed' end, null, now(), 1)
            """;

    /** {@code $2} of those that ended more than {@code $1} seconds ago. */
    static final String TIDY = """
            delete from webhook_deliveries
            where id in (
              select id
              from webhook_deliveries
              where state <> 'waiting'
                and ended_at < now() - make_interval(secs => $1)
              order by ended_at
              limit $2
            )
            """;

    private WebhookSql() {}
}
