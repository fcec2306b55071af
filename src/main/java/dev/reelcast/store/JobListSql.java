package dev.reelcast.store;

import dev.reelcast.bus.JobStoreApi.Sort;

/**
 * Lists and counts of jobs. {@code $1} is the viewer, {@code $2} whether they see all; {@code $3} to {@code $8} are the
 * filters of {@code jobs_matching}, {@code $9} and {@code $10} limit and offset.
 */
final class JobListSql {

    private static final String NEWEST = """
            select id
            from jobs_matching($1, $2, $3, $4, $5, $6, $7, $8)
            order by id desc
            limit $9 offset $10
            """;

    private static final String OLDEST = """
            select id
            from jobs_matching($1, $2, $3, $4, $5, $6, $7, $8)
            order by id
            limit $9 offset $10
            """;

    private static final String LAST_CHANGED = """
            select id
            from jobs_matching($1, $2, $3, $4, $5, $6, $7, $8)
            order by updated_at desc, id desc
            limit $9 offset $10
            """;

    private static final String FIRST_CHANGED = """
            select id
            from jobs_matching($1, $2, $3, $4, $5, $6, $7, $8)
            order by updated_at, id
            limit $9 offset $10
            """;

    private static final String TITLE_UP = """
            select id
            from jobs_matching($1, $2, $3, $4, $5, $6, $7, $8)
            order by lower(title) nulls last, id
            limit $9 offset $10
            """;

    private static final String TITLE_DOWN = """
            select id
            from jobs_matching($1, $2, $3, $4, $5, $6, $7, $8)
            order by lower(title) desc nulls last, id desc
            limit $9 offset $10
            """;

    private static final String SHORTEST = """
            select id
            from jobs_matching($1, $2, $3, $4, $5, $6, $7, $8)
            order by finished_at - started_at nulls last, id
            limit $9 offset $10
            """;

    private static final String LONGEST = """
            select id
            from jobs_matching($1, $2, $3, $4, $5, $6, $7, $8)
            order by finished_at - started_at desc nulls last, id desc
            limit $9 offset $10
            """;

    /** One more than what a total is exact to. */
    static final String COUNT = """
            select count(*) as matching
            from (
              select 1
              from jobs_matching($1, $2, $3, $4, $5, $6, $7, $8)
              limit 10001
            ) as first
            """;

    /** A page's jobs as {@link JobRow} reads them, in the order of their ids in {@code $1}. */
    static final String ROWS = """
            select jobs.id, jobs.owner_id, jobs.agent_id, agents.name as agent_name, jobs.type, jobs.status, jobs.stage,
              jobs.progress, jobs.message, jobs.title, jobs.url, jobs.priority, jobs.attempt, jobs.error, jobs.result,
              jobs.last_seq, jobs.deadline, jobs.run_at, jobs.created_at, jobs.updated_at, jobs.started_at,
              jobs.finished_at, jobs.deadline_at_risk,
              case when jobs.status in ('pending', 'processing') then job_seconds_left(jobs) end as seconds_left
            from unnest($1::uuid[]) with ordinality as page (id, place)
            join jobs on jobs.id = page.id
            left join agents on agents.id = jobs.agent_id
            where (jobs.owner_id = $2 or $3)
            order by page.place
            """;

    static final String COUNT_BY_STATUS = """
            select status, count(*) as jobs
            from jobs
            where (owner_id = $1 or $2)
              and ($3::uuid is null or agent_id = $3)
            group by status
            """;

    static final String ENDED = """
            select
              (
                select avg(extract(epoch from finished_at - started_at))::double precision
                from jobs
                where status = 'completed'
                  and (owner_id = $1 or $2)
                  and ($3::uuid is null or agent_id = $3)
              ) as average_seconds,
              (
                select count(*)
                from jobs
                where finished_at >= date_trunc('day', now(), 'UTC')
                  and (owner_id = $1 or $2)
                  and ($3::uuid is null or agent_id = $3)
              ) as finished_today
            """;

    /** The last 24 hours, oldest first; the present one is the last. */
    static final String HOURS = """
            with ended as (
              select date_trunc('hour', finished_at, 'UTC') as hour, status
              from jobs
              where finished_at >= date_trunc('hour', now(), 'UTC') - interval '23 hours'
                and (owner_id = $1 or $2)
                and ($3::uuid is null or agent_id = $3)
            )
            select hour.start,
              count(*) filter (where status = 'completed') as completed,
              count(*) filter (where status = 'failed') as failed,
              count(*) filter (where status = 'cancelled') as cancelled
            from generate_series(date_trunc('hour', now(), 'UTC') - interval '23 hours',
              date_trunc('hour', now(), 'UTC'), interval '1 hour') as hour (start)
            left join ended on ended.hour = hour.start
            group by hour.start
            order by hour.start
            """;

    private JobListSql() {}

    /** The statement of a page's ids in an order. */
    static String page(Sort sort, boolean descending) {
        return switch (sort) {
            case CREATED -> descending ? NEWEST : OLDEST;
            case UPDATED -> descending ? LAST_CHANGED : FIRST_CHANGED;
            case TITLE -> descending ? TITLE_DOWN : TITLE_UP;
            case DURATION -> descending ? LONGEST : SHORTEST;
        };
    }
}
