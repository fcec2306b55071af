package dev.reelcast.store;

/** Subscriptions. */
final class SubscriptionSql {

    /** {@code $1} is an agent, {@code $2} who asks and {@code $3} whether they see all. */
    static final String AGENT = """
            select id, owner_id
            from agents
            where id = $1
              and (owner_id = $2 or $3)
            """;

    /** As {@link #AGENT}; one at a time changes what an agent follows, and it is not deleted meanwhile. */
    static final String LOCK_AGENT = """
            select id, owner_id
            from agents
            where id = $1
              and (owner_id = $2 or $3)
            for no key update
            """;

    /** What an agent follows; without that, the newest that the hub is still to be told the end of. */
    static final String OF_AGENT = """
            select id, agent_id, topic, given, channel_id, hub, confirmed_at, lease_until, next_at, failures,
              failing_since, error, notices, rejected, ignored, missed, last_notice_at, last_rejected_at, created_at,
              case when state = 'active' and lease_until <= now() then 'expired' else state end as state
            from subscriptions
            where agent_id = $1
              and state <> 'ended'
            order by state = 'ending', id desc
            limit 1
            """;

    static final String INSERT = """
            insert into subscriptions (id, agent_id, owner_id, source, given, topic, channel_id, token_hash, sealed)
            values ($1, $2, $3, $4, $5, $4, $6, $7, $8)
            on conflict (agent_id) where state in ('pending', 'active', 'denied') do nothing
            """;

    /** What an agent follows, unless it is this. A lease that was never given may have been given all the same. */
    static final String END_OTHERS = """
            update subscriptions
            set state = 'ending', next_at = now(), failures = 0, failing_since = null, error = null, updated_at = now(),
              lease_until = coalesce(lease_until, case when hub is null then now() else now() + interval '1 day' end)
            where agent_id = $1
              and state in ('pending', 'active', 'denied')
              and (source <> $2 or given <> $3 or channel_id is distinct from $4)
            """;

    static final String END = """
            update subscriptions
            set state = 'ending', next_at = now(), failures = 0, failing_since = null, error = null, updated_at = now(),
              lease_until = coalesce(lease_until, case when hub is null then now() else now() + interval '1 day' end)
            where agent_id = $1
              and state in ('pending', 'active', 'denied')
            """;

    /** What is not well is tried again now. */
    static final String AGAIN = """
            update subscriptions
            set next_at = now(), updated_at = now()
            where agent_id = $1
              and state in ('pending', 'active', 'denied')
              and (state <> 'active' or failures > 0 or lease_until <= now())
            """;

    /** A request that was taken and then not confirmed has failed. */
    static final String DUE = """
            with due as (
              select id
              from subscriptions
              where next_at <= now()
              order by next_at
              limit $1
              for update skip locked
            )
            update subscriptions
            set asked = asked + 1, asked_at = now(), accepted_at = null, answered_at = null,
              next_at = now() + interval '45 seconds',
              failures = failures + case when accepted_at is not null and answered_at is null then 1 else 0 end,
              failing_since = case
                when accepted_at is not null and answered_at is null then coalesce(failing_since, now())
                else failing_since end,
              error = case
                when accepted_at is not null and answered_at is null then
                  'The hub took the request, but has not confirmed it at the callback.'
                else error end,
              updated_at = now()
            from due
            where subscriptions.id = due.id
            returning subscriptions.id, asked, state <> 'ending' as subscribe, source, given, topic, hub, sealed,
              failures, extract(epoch from lease_until - now())::double precision as lease_left
            """;

    static final String DIRECT = """
            update subscriptions
            set hub = $3, topic = $4, callback_base = $5
            where id = $1
              and asked = $2
            """;

    static final String MOVED = """
            update subscriptions
            set next_at = now()
            where state in ('pending', 'active', 'denied')
              and callback_base <> $1
            """;

    static final String REKEY = """
            update subscriptions
            set token_hash = $3, sealed = $4
            where id = $1
              and asked = $2
              and state <> 'ended'
            """;

    /** It is asked again when the hub does not ask back: first after two minutes, then less and less often. */
    static final String ACCEPTED = """
            update subscriptions
            set accepted_at = now(), updated_at = now(),
              next_at = now() + least(interval '2 minutes' * power(2, least(failures, 10)), interval '6 hours')
            where id = $1
              and asked = $2
              and answered_at is null
              and state <> 'ended'
            returning id, agent_id, state
            """;

    static final String FAILED = """
            update subscriptions
            set failures = failures + 1, failing_since = coalesce(failing_since, now()), error = $3,
              next_at = now() + make_interval(secs => $4), updated_at = now()
            where id = $1
              and asked = $2
              and answered_at is null
              and state <> 'ended'
            returning id, agent_id, state
            """;

    /**
     * The hub may ask for a while after it was answered, because the answer was lost. It is asked anew when half of the
     * lease is over, or a little later: so renewals spread, and there are days left for a hub that is down.
     */
    static final String CONFIRM = """
            update subscriptions
            set state = 'active', confirmed_at = now(), lease_until = now() + make_interval(secs => $3),
              next_at = now() + make_interval(secs => $3 * (0.5 + random() * 0.2)),
              answered_at = coalesce(answered_at, now()), failures = 0, failing_since = null, error = null,
              updated_at = now()
            where token_hash = $1
              and topic = $2
              and state in ('pending', 'active', 'denied')
              and asked_at > now() - interval '1 day'
              and (answered_at is null or answered_at > now() - interval '5 minutes')
            returning id, agent_id, state
            """;

    static final String CONFIRM_END = """
            update subscriptions
            set state = 'ended', sealed = null, next_at = null, answered_at = now(), failures = 0, failing_since = null,
              error = null, updated_at = now()
            where token_hash = $1
              and topic = $2
              and state = 'ending'
              and asked_at > now() - interval '1 day'
            returning id, agent_id, state
            """;

    static final String DENY = """
            update subscriptions
            set state = 'denied', lease_until = null, answered_at = now(), error = $3, failures = failures + 1,
              failing_since = coalesce(failing_since, now()),
              next_at = now() + interval '1 day' * (0.9 + random() * 0.2), updated_at = now()
            where token_hash = $1
              and topic = $2
              and state in ('pending', 'active', 'denied')
            returning id, agent_id, state
            """;

    static final String RECEIVER = """
            select id, agent_id, state, channel_id, sealed
            from subscriptions
            where token_hash = $1
            """;

    /** A notice that was signed; in the transaction that takes what it tells. */
    static final String NOTICED = """
            update subscriptions
            set notices = notices + 1, last_notice_at = now()
            where id = $1
            """;

    /** Videos of an agent's channel that the hub should have told of and did not. */
    static final String MISSED = """
            update subscriptions
            set missed = missed + $2, last_missed_at = now()
            where agent_id = $1
              and state in ('pending', 'active', 'denied')
            """;

    static final String REJECTED = """
            update subscriptions
            set rejected = rejected + 1, last_rejected_at = now()
            where id = $1
            """;

    /** As {@link #REJECTED}; it is asked for anew, with another secret. */
    static final String UNREADABLE = """
            update subscriptions
            set rejected = rejected + 1, last_rejected_at = now(), next_at = least(next_at, now())
            where id = $1
            """;

    static final String IGNORED = """
            update subscriptions
            set ignored = ignored + 1
            where id = $1
            """;

    static final String LAPSE = """
            update subscriptions
            set state = 'ended', sealed = null, next_at = null, updated_at = now()
            where state = 'ending'
              and next_at is not null
              and lease_until <= now()
            returning id, agent_id, state
            """;

    static final String FORGET = """
            delete from subscriptions
            where state = 'ended'
              and updated_at < now() - make_interval(secs => $1)
            """;

    private SubscriptionSql() {}
}
