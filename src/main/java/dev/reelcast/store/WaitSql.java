package dev.reelcast.store;

/** Why jobs wait, and how the queue stands. */
final class WaitSql {

    /** What there is to know of jobs that do not run although they have not ended: {@code $1}. */
    static final String WHY = """
            with up as materialized (
              select id, stages, concurrency, stage_limits, host_limits
              from servers
              where good_until > now()
            ), running as materialized (
              select lease_owner, stage, host, count(*) as jobs
              from jobs
              where status = 'processing'
                and lease_until is not null
              group by lease_owner, stage, host
            ), held as materialized (
              select pauses.agent_id, reason, coalesce(users.name, 'somebody') as by
              from pauses
              left join users on users.id = paused_by
            )
            select jobs.id, jobs.status, jobs.next_stage, places.place, jobs.run_at,
              least(2000000000, ceil(extract(epoch from jobs.run_at - now())))::integer as run_in,
              queue_held.reason as queue_reason, queue_held.by as queue_by,
              agent_held.reason as agent_reason, agent_held.by as agent_by,
              exists (
                select
                from bulk_jobs
                where bulk_jobs.id = jobs.bulk_job_id
                  and bulk_jobs.status in ('pausing', 'paused')) as bulk_held,
              jobs.host, host_breaks.message as break_message, host_breaks.until as break_until,
              ceil(extract(epoch from host_breaks.until - now()))::integer as break_for,
              case when jobs.next_stage = 'downloading'
                then least(
                  (select max((host_limits ->> jobs.host)::integer) from up),
                  -- After a break one is tried; whoever succeeds ends it.
                  (select 1 from host_breaks as tried where tried.host = jobs.host)) end as host_most,
              (
                select coalesce(sum(running.jobs), 0)::integer
                from running
                where running.host = jobs.host
                  and stage = 'downloading'
              ) as host_running,
              able.servers, able.busy, slots.slots,
              (select coalesce(sum(running.jobs), 0)::integer from running) as running,
              job_seconds_left(jobs) as work
            from jobs
            left join queue_places($1) as places on places.job_id = jobs.id
            left join held as queue_held on queue_held.agent_id is null
            left join held as agent_held on agent_held.agent_id = jobs.agent_id
            left join host_breaks on host_breaks.host = jobs.host
              and jobs.next_stage = 'downloading'
              and host_breaks.until > now()
            cross join lateral (
              select count(*)::integer as servers,
                count(*) filter (where (stage_limits ->> jobs.next_stage)::integer <= (
                  select coalesce(sum(running.jobs), 0)
                  from running
                  where lease_owner = up.id
                    and stage = jobs.next_stage))::integer as busy
              from up
              where jobs.next_stage = any (stages)
            ) as able
            cross join (select coalesce(sum(concurrency), 0)::integer as slots from up) as slots
            where jobs.id = any ($1)
              and (jobs.status = 'pending' or jobs.status = 'processing' and jobs.lease_until is null)
            """;

    /** {@code $1} viewer, {@code $2} whether they see all. */
    static final String COUNTS = """
            select
              (
                select coalesce(sum(jobs), 0)::bigint
                from jobs_counted
                where status = 'processing'
                  and (owner_id = $1 or $2)
              ) as running,
              (
                select coalesce(sum(jobs), 0)::bigint
                from jobs_counted
                where status = 'pending'
                  and (owner_id = $1 or $2)
              ) as waiting,
              (
                select jsonb_build_object('reason', reason, 'by', coalesce(users.name, 'Somebody'), 'since', since)
                from pauses
                left join users on users.id = paused_by
                where pauses.agent_id is null
              ) as paused
            """;

    static final String SERVERS = """
            select servers.id, name, stages, concurrency, seen_at, good_until > now() as up,
              (
                select count(*)::integer
                from jobs
                where status = 'processing'
                  and lease_until is not null
                  and lease_owner = servers.id
              ) as running
            from servers
            order by good_until <= now(), name, servers.id
            limit 100
            """;

    static final String HOSTS = """
            select host, message, until
            from host_breaks
            where until > now()
            order by host
            limit 100
            """;

    static final String MAY_PAUSE_AGENT = """
            select name
            from agents
            where id = $1
              and (owner_id = $2 or $3)
            for key share
            """;

    /** {@code $1} agent or null, {@code $2} reason, {@code $3} who. */
    static final String PAUSE = """
            insert into pauses (agent_id, reason, paused_by)
            values ($1, $2, $3)
            on conflict (coalesce(agent_id, '00000000-0000-0000-0000-000000000000')) do update
            set reason = excluded.reason, paused_by = excluded.paused_by
            returning reason, (select name from users where id = $3) as by, since
            """;

    static final String RESUME = """
            with resumed as (
              delete from pauses
              where agent_id is not distinct from $1
              returning agent_id
            )
            select pg_notify('reelcast_jobs', '')::text as told
            from resumed
            """;

    /** Jobs with deadlines that may still be met, the nearest first. */
    static final String WITH_DEADLINES = """
            select jobs.id, jobs.deadline_at_risk as at_risk, extract(epoch from jobs.deadline - now())::float8 as seconds
            from jobs
            where deadline > now()
              and status in ('pending', 'processing')
            order by deadline
            limit $1
            """;

    /** Seconds of work that are left of jobs that run; those that wait have their time in the queue before it. */
    static final String SECONDS_LEFT = """
            select id, job_seconds_left(jobs) as seconds_left
            from jobs
            where id = any ($1)
              and status = 'processing'
              and job_seconds_left(jobs) is not null
            """;

    /** {@code $1} jobs that change, {@code $2} whether each is at risk. */
    static final String RISK = """
            with mine as materialized (
              select jobs.id, foreseen.at_risk
              from jobs
              join unnest($1::uuid[], $2::boolean[]) as foreseen (id, at_risk) on foreseen.id = jobs.id
              where status in ('pending', 'processing')
                and deadline_at_risk <> foreseen.at_risk
              order by jobs.id
              for no key update of jobs skip locked
            ), changed as (
              update jobs
              set deadline_at_risk = mine.at_risk, updated_at = now(), last_seq = last_seq + 1
              from mine
              where jobs.id = mine.id
              returning %s
            ), %s
            select *
            from changed
            order by job_id
            """.formatted(EventSql.NEWS, EventSql.STORED);

    private WaitSql() {}
}
