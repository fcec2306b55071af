package dev.reelcast.store;

/** Jobs in figures. {@code $1} is the viewer, {@code $2} whether they see all, {@code $3} an agent or null for all. */
final class JobFigureSql {

    static final String BY_STATUS = """
            select status, sum(jobs)::bigint as jobs, sum(seconds) as seconds
            from jobs_counted
            where (owner_id = $1 or $2)
              and ($3::uuid is null or agent_id = $3)
            group by status
            """;

    static final String FINISHED_TODAY = """
            select (coalesce((
                select sum(jobs)
                from job_periods
                where grain = 'day'
                  and start = date_trunc('day', now(), 'UTC')
                  and (owner_id = $1 or $2)
                  and ($3::uuid is null or agent_id = $3)
              ), 0) + coalesce((
                select sum(jobs)
                from job_count_changes
                where hour >= date_trunc('day', now(), 'UTC')
                  and (owner_id = $1 or $2)
                  and ($3::uuid is null or agent_id = $3)
              ), 0))::bigint as finished
            """;

    /** The present hour or day and those before, oldest first: {@code $4} is {@code hour} or {@code day}, {@code $5} how many. */
    static final String SERIES = """
            with span as materialized (
              select date_trunc($4::text, now(), 'UTC') as last, ('1 ' || $4)::interval as step
            ), ended as materialized (
              select start, status, jobs, seconds
              from job_periods
              where grain = $4
                and start >= (select last - ($5::integer - 1) * step from span)
                and (owner_id = $1 or $2)
                and ($3::uuid is null or agent_id = $3)
              union all
              select date_trunc($4, hour, 'UTC'), status, jobs, seconds
              from job_count_changes
              where hour >= (select last - ($5::integer - 1) * step from span)
                and (owner_id = $1 or $2)
                and ($3::uuid is null or agent_id = $3)
            )
            select period.start,
              coalesce(sum(jobs) filter (where status = 'completed'), 0)::bigint as completed,
              coalesce(sum(jobs) filter (where status = 'failed'), 0)::bigint as failed,
              coalesce(sum(jobs) filter (where status = 'cancelled'), 0)::bigint as cancelled,
              coalesce(sum(jobs) filter (where status = 'skipped'), 0)::bigint as skipped,
              coalesce(sum(seconds) filter (where status = 'completed'), 0) as seconds
            from span
            cross join lateral (
              select ((last at time zone 'UTC') - back * step) at time zone 'UTC' as start
              from generate_series(0, $5::integer - 1) as back
            ) as period
            left join ended on ended.start = period.start
            group by period.start
            order by period.start
            """;

    private JobFigureSql() {}
}
