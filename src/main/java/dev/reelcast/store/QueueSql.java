package dev.reelcast.store;

/** What the queue asks of the job tables beside transitions: which jobs are next, and whose leases go on. */
final class QueueSql {

    /**
     * Claims come one after the other, so that limits hold across servers; each takes a few milliseconds. One that is lost
     * in a crash of the database is claimed again, so that nobody waits for the disk; the number of a run is of the clock,
     * so that the one that was lost is never taken for the one that came after it.
     */
    static final String CLAIM_TURN = """
            select pg_advisory_xact_lock(hashtextextended('reelcast claim', 0))::text as locked,
              set_config('synchronous_commit', 'off', true) as committed
            """;

    /**
     * Leases what {@code taken} has locked, and begins its next stages: {@code $1} server, {@code $2} lease in seconds,
     * {@code $3} types, stages, start percents and words of all pipelines' steps.
     */
    static final String START = """
            ), steps as materialized (
              select *
              from unnest($3::text[], $4::text[], $5::smallint[], $6::text[]) as step (type, stage, percent, words)
            ), changed as (
              update jobs
              set status = 'processing', stage = next_stage, attempt = attempt + 1,
                run = greatest(run + 1, (extract(epoch from clock_timestamp()) * 1000)::bigint), lease_owner = $1,
                lease_until = clock_timestamp() + make_interval(secs => $2), stage_started_at = now(),
                started_at = coalesce(started_at, now()), progress = greatest(progress, steps.percent),
                message = steps.words, error = null, updated_at = now(), last_seq = last_seq + 1
              from taken, steps
              where jobs.ctid = taken.row
                and steps.type = jobs.type
                and steps.stage = jobs.next_stage
              returning taken.place, %s
            ), %s, served as (
              insert into turns (owner_id, served_at)
              select owner_id, max(clock_timestamp())
              from changed
              group by owner_id
              on conflict (owner_id) do update
              set served_at = excluded.served_at
            )
            """.formatted(EventSql.begins("taken.event_type"), EventSql.STORED);

    /**
     * Takes jobs' next stages: first of jobs between two stages, then of those that wait. What waits is looked at lane by
     * lane, so that the first of each is found in the index however long the lanes are; and only lanes whose first is near
     * enough to its turn are looked into. Of one agent's downloads 500 lanes are looked at: whoever has the videos of more
     * hosts waiting gets to the others when these are done, and nobody else waits for that.
     *
     * <p>A server that claims again and again is also told who comes after those: as many as are certain, whatever is claimed
     * of them, up to {@code $12}. They are of the lanes of each owner's highest priority, a hundred at most, since each has to be
     * looked into; and of no host that is limited.
     *
     * <p>{@code $1} to {@code $6} as in {@link #START}, {@code $7} stages and how many of each may begin, {@code $9} limit,
     * {@code $10} hosts and how many may be fetched from at once, {@code $12} how many after those.
     */
    static final String CLAIM = """
            with recursive lane (owner_id, agent_id, gate, priority, run_at, id, of_hosts) as (
              (
                select owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), gate, priority, run_at, id, 1
                from jobs
                where status = 'pending'
                order by owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), gate, priority, run_at, id
                limit 1
              )
              union all
              select following.*,
                case when following.owner_id = lane.owner_id and following.agent_id = lane.agent_id
                  then lane.of_hosts + 1 else 1 end
              from lane
              cross join lateral (
                select owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000') as agent_id, gate, priority,
                  run_at, id
                from jobs
                where status = 'pending'
                  and (owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), gate, priority)
                    -- Past the last host that is looked at comes the first stage after downloading.
                    > (lane.owner_id, lane.agent_id,
                      case when lane.of_hosts >= 500 and starts_with(lane.gate, 'downloading ') then 'e' else lane.gate end,
                      lane.priority)
                order by owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), gate, priority, run_at, id
                limit 1
              ) as following
            ), offered as materialized (
              select stage, free
              from unnest($7::text[], $8::integer[]) as offered (stage, free)
              where free > 0
            ), running as materialized (
              select owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000') as agent_id, stage, host
              from jobs
              where status = 'processing'
                and lease_until is not null
            ), busy as materialized (
              select owner_id, agent_id, count(*) as of_agent, sum(count(*)) over (partition by owner_id) as of_owner
              from running
              group by owner_id, agent_id
            ), hosts as materialized (
              select known.host,
                least(case when until > now() then 0 when until is not null then 1 else 1000000 end,
                  coalesce(most, 1000000))
                - (select count(*) from running where running.host = known.host and stage = 'downloading') as free
              from (
                select coalesce(limited.host, host_breaks.host) as host, most, until
                from unnest($10::text[], $11::integer[]) as limited (host, most)
                full join host_breaks on host_breaks.host = limited.host
              ) as known
            ), open as materialized (
              select lane.*, offered.stage, offered.free as of_stage_free, hosts.free as of_host_free, hosts.host as limited,
                coalesce(agent_busy.of_agent, 0) as of_agent, coalesce(owner_busy.of_owner, 0) as of_owner, served_at
              from lane
              join offered on offered.stage = split_part(lane.gate, ' ', 1)
              left join hosts on hosts.host = split_part(lane.gate, ' ', 2)
              left join busy as agent_busy on agent_busy.owner_id = lane.owner_id
                and agent_busy.agent_id = lane.agent_id
              left join (select distinct owner_id, of_owner from busy) as owner_busy
                on owner_busy.owner_id = lane.owner_id
              left join turns on turns.owner_id = lane.owner_id
              where coalesce(hosts.free, 1) > 0
                and lane.run_at <= now()
                and not exists (select from pauses where pauses.agent_id is null or pauses.agent_id = lane.agent_id)
            ), lined_up as (
              select open.*,
                row_number() over (partition by owner_id, agent_id, priority order by run_at, id) + of_agent as turn
              from open
            ), seated as (
              select lined_up.*,
                row_number() over (partition by owner_id order by priority desc, turn, run_at, id) + of_owner as place,
                of_host_free is null and priority = max(priority) filter (where of_host_free is null)
                  over (partition by owner_id) as foremost
              from lined_up
            ), near as (
              select seated.*, least(of_stage_free, coalesce(of_host_free, 1000000), $9) as free,
                row_number() over (partition by stage, limited order by place, served_at nulls first, owner_id) as rank,
                case when foremost and count(*) filter (where foremost) over () <= 100
                  then ceil($12::float8 / count(*) filter (where foremost) over ()) else 0 end::bigint as ahead,
                bool_or(of_host_free is null and not foremost) over (partition by owner_id) as with_others
              from seated
            ), candidate as (
              select near.owner_id, near.agent_id, near.gate, near.priority, near.stage, near.limited, near.of_stage_free,
                near.of_host_free, near.of_agent, near.of_owner, near.served_at, near.ahead, near.with_others,
                greatest(near.free - near.rank + 1, 0) + near.ahead as asked, first.id, first.run_at, first.row
              from near
              cross join lateral (
                select id, run_at, ctid as row
                from jobs
                where status = 'pending'
                  and owner_id = near.owner_id
                  and coalesce(agent_id, '00000000-0000-0000-0000-000000000000') = near.agent_id
                  and gate = near.gate
                  and priority = near.priority
                  -- What was claimed a moment ago is still in the index before it.
                  and (run_at, id) >= (near.run_at, near.id)
                  and run_at <= now()
                order by run_at, id
                -- The first of each lane before it come before all of this one's.
                limit greatest(near.free - near.rank + 1, 0) + near.ahead
              ) as first
              where near.rank <= near.free
                or near.ahead > 0
            ), turned as (
              select candidate.*,
                row_number() over (partition by owner_id, agent_id order by priority desc, run_at, id) + of_agent as turn
              from candidate
            ), placed as (
              select turned.*,
                row_number() over (partition by owner_id order by priority desc, turn, run_at, id) + of_owner as place
              from turned
            ), limited as (
              select placed.*,
                row_number() over (partition by stage order by place, served_at nulls first, owner_id) as of_stage,
                row_number() over (partition by limited order by place, served_at nulls first, owner_id) as of_host,
                row_number() over (order by place, served_at nulls first, owner_id, id) as position,
                count(*) over (partition by owner_id, agent_id, gate, priority) = asked as goes_on
              from placed
            ), waiting as (
              select id, row, 'job.started' as event_type, place, served_at, owner_id
              from limited
              where of_stage <= of_stage_free
                and (of_host_free is null or of_host <= of_host_free)
            ), released as (
              select first.id, first.row, 'job.progress' as event_type, 0 as place, first.run_at as served_at, first.owner_id
              from offered
              cross join lateral (
                select id, ctid as row, run_at, owner_id
                from jobs
                where status = 'processing'
                  and lease_until is null
                  and next_stage = offered.stage
                order by priority desc, run_at, id
                limit least(offered.free, $9)
              ) as first
            ), chosen as materialized (
              select id, row, event_type, row_number() over (order by place, served_at nulls first, owner_id, id) as place
              from (select * from released union all select * from waiting) as both_kinds
              order by place, served_at nulls first, owner_id, id
              limit $9
            ), line as materialized (
              select id, gate, position
              from limited
              where ahead > 0
                -- Behind the last that was seen of a lane that goes on, or of an owner's foremost lanes where there are others,
                -- nobody knows who is next.
                and position <= coalesce((
                    select min(known)
                    from (
                      select max(position) as known
                      from limited
                      where goes_on
                        and ahead > 0
                      group by owner_id, agent_id, gate, priority
                      union all
                      select max(position)
                      from limited
                      where with_others
                        and ahead > 0
                      group by owner_id
                    ) as ends), 1000000)
                and id not in (select id from chosen)
            ), taken as materialized (
              select jobs.ctid as row, chosen.event_type, chosen.place
              from chosen
              join jobs on jobs.ctid = chosen.row
              -- It may have been put off since it was chosen.
              where jobs.status = 'pending' and jobs.run_at <= now()
                or jobs.status = 'processing' and jobs.lease_until is null
              order by jobs.id
              for no key update of jobs skip locked
            %s
            select changed.*,
              case when row_number() over (order by place) = 1 then (select array_agg(id order by position) from line)
                end as line_ids,
              case when row_number() over (order by place) = 1 then (select array_agg(gate order by position) from line)
                end as line_gates
            from changed
            order by place
            """.formatted(START);

    /**
     * Takes those that are next in the line of a claim before: {@code $1} to {@code $6} as in {@link #START}, {@code $7} jobs
     * and gates. What does not wait there any more, or may not begin now, is left out. As after {@link #CLAIM_TURN}, nobody waits
     * for the disk.
     */
    static final String TAKE = """
            with taken as materialized (
              select jobs.ctid as row, 'job.started' as event_type, line.place
              from jobs
              join unnest($7::uuid[], $8::text[]) with ordinality as line (id, gate, place)
                on line.id = jobs.id
                and line.gate = jobs.gate
              where jobs.id = any ($7)
                and jobs.status = 'pending'
                and jobs.run_at <= now()
                and not exists (select from pauses where pauses.agent_id is null or pauses.agent_id = jobs.agent_id)
                and not exists (select from host_breaks where host_breaks.host = split_part(line.gate, ' ', 2))
              order by jobs.id
              for no key update of jobs skip locked
            %s
            select changed.*, null::uuid[] as line_ids, null::text[] as line_gates,
              (select set_config('synchronous_commit', 'off', true)) as committed
            from changed
            order by place
            """.formatted(START);

    /**
     * Takes the one job that waits where no other does: there is nobody to choose between. {@code $1} to {@code $6} as in
     * {@link #START}, {@code $7} stages that may begin, {@code $8} hosts that are limited: for those claims come one after the
     * other. As after {@link #CLAIM_TURN}, nobody waits for the disk.
     */
    static final String TAKE_ALONE = """
            with waiting as materialized (
              select ctid as row, gate
              from jobs
              where status = 'pending'
              order by id
              limit 2
            ), taken as materialized (
              select jobs.ctid as row, 'job.started' as event_type, 1 as place
              from waiting
              join jobs on jobs.ctid = waiting.row
              where (select count(*) from waiting) = 1
                and not exists (select from jobs as between where between.status = 'processing' and between.lease_until is null)
                and split_part(waiting.gate, ' ', 1) = any ($7)
                and split_part(waiting.gate, ' ', 2) <> all ($8)
                and jobs.status = 'pending'
                and jobs.run_at <= now()
                and not exists (select from pauses where pauses.agent_id is null or pauses.agent_id = jobs.agent_id)
                and not exists (select from host_breaks where host_breaks.host = split_part(waiting.gate, ' ', 2))
              for no key update of jobs skip locked
            %s
            select changed.*, null::uuid[] as line_ids, null::text[] as line_gates,
              (select set_config('synchronous_commit', 'off', true)) as committed
            from changed
            """.formatted(START);

    /**
     * A job that a transaction has locked is about to end its run, or to lose it. It is not waited for: the leases of all the
     * others would lapse meanwhile.
     */
    static final String RENEW = """
            with mine as materialized (
              select jobs.id, jobs.run
              from jobs
              join unnest($2::uuid[], $3::bigint[]) as held (job_id, run)
                on held.job_id = jobs.id
                and held.run = jobs.run
              where status = 'processing'
                and lease_owner = $1
            ), free as materialized (
              select jobs.id
              from jobs
              join mine on mine.id = jobs.id
                and mine.run = jobs.run
              where status = 'processing'
                and lease_owner = $1
              order by jobs.id
              for no key update of jobs skip locked
            ), renewed as (
              update jobs
              set lease_until = now() + make_interval(secs => $4)
              from free
              where jobs.id = free.id
            )
            select id, run
            from mine
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

    /**
     * How often in a row, up to now, jobs were handed back in a stage because their server had ended without a farewell:
     * {@code $1} jobs, {@code $2} stages.
     */
    static final String INTERRUPTIONS = """
            select held.job_id, count(*)::integer as times
            from unnest($1::uuid[], $2::text[]) as held (job_id, stage)
            join job_attempts as past on past.job_id = held.job_id
            where past.run > coalesce((
                select max(other.run)
                from job_attempts as other
                where other.job_id = held.job_id
                  and (other.stage <> held.stage or other.outcome <> 'handed_over' or other.cause is null)), 0)
            group by held.job_id
            """;

    /** A server that is up: {@code $1} id, name, stages, concurrency, limits of stages and hosts, lease in seconds. */
    static final String SEEN = """
            insert into servers (id, name, stages, concurrency, stage_limits, host_limits, good_until)
            values ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))
            on conflict (id) do update
            set name = excluded.name, stages = excluded.stages, concurrency = excluded.concurrency,
              stage_limits = excluded.stage_limits, host_limits = excluded.host_limits, seen_at = now(),
              good_until = excluded.good_until
            """;

    /** A server that stops is not waited for. */
    static final String GONE = """
            update servers
            set good_until = least(good_until, now())
            where id = $1
            """;

    /** Servers that have not been heard of for a month are forgotten. */
    static final String FORGET_SERVERS = """
            delete from servers
            where good_until < now() - interval '30 days'
            """;

    /** A host asked for fewer requests: {@code $1} host, {@code $2} seconds at least, {@code $3} message. */
    static final String BREAK = """
            insert into host_breaks (host, failures, until, message)
            values ($1, 1, now() + make_interval(secs => greatest(60, $2)), $3)
            on conflict (host) do update
            set failures = host_breaks.failures + case when host_breaks.until <= now() then 1 else 0 end,
              until = greatest(host_breaks.until, now() + make_interval(secs => case when host_breaks.until <= now()
                then least(3600, greatest(60 * 2 ^ least(host_breaks.failures, 6), $2)) else $2 end)),
              message = excluded.message
            """;

    static final String UNBREAK = """
            delete from host_breaks
            where host = $1
            """;

    /** {@code $1} types, stages, start and end percents and seconds, one row a run. */
    static final String STAGE_TIMES = """
            insert into stage_times (type, stage, start_percent, end_percent, recent, median)
            select type, stage, start_percent, end_percent, array_agg(seconds),
              percentile_cont(0.5) within group (order by seconds)
            from unnest($1::text[], $2::text[], $3::smallint[], $4::smallint[], $5::real[])
              as measured (type, stage, start_percent, end_percent, seconds)
            group by type, stage, start_percent, end_percent
            order by type, stage
            on conflict (type, stage) do update
            set start_percent = excluded.start_percent, end_percent = excluded.end_percent,
              recent = (excluded.recent || stage_times.recent)[1:101],
              median = (
                select percentile_cont(0.5) within group (order by seconds)
                from unnest((excluded.recent || stage_times.recent)[1:101]) as seconds
              )
            """;

    private QueueSql() {}
}
