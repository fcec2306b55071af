package dev.reelcast.store;

import dev.reelcast.bus.JobStoreApi.Sort;

/**
 * Lists of jobs. {@code $1} is the viewer, {@code $2} whether they see all; {@code $3} to {@code $11} are the filters of
 * {@code jobs_listed}. A page has {@code $12} as its limit, {@code $13} as its offset, and begins after the job {@code $14}
 * whose key is {@code $15}; null for the first.
 *
 * <p>There are two ways to a page. One walks an index in the list's order and stops when the page is full: right for many
 * jobs. The other finds all that match and sorts them: right for few.
 */
final class JobListSql {

    private static final String NEWEST = """
            select id, null as key
            from jobs_listed($1, $2, $3, $4, $5, search_query($6), $7, $8, $9, $10, $11)
            where $14::uuid is null or id < $14
            order by id desc
            limit $12 offset $13
            """;

    private static final String OLDEST = """
            select id, null as key
            from jobs_listed($1, $2, $3, $4, $5, search_query($6), $7, $8, $9, $10, $11)
            where $14::uuid is null or id > $14
            order by id
            limit $12 offset $13
            """;

    /** Where words alone decide, the jobs themselves are not looked at. */
    private static final String OF_WORDS = """
            select job_id as id, null as key
            from job_search
            where words @@ search_query($1)
              and (owner_id = $2 or $3)
              and ($6::uuid is null or job_id %s $6)
            order by job_id %s
            limit $4 offset $5
            """;

    private static final String NEWEST_OF_WORDS = OF_WORDS.formatted("<", "desc");

    private static final String OLDEST_OF_WORDS = OF_WORDS.formatted(">", "asc");

    private static final String TITLE_UP = """
            select id, title_key as key
            from jobs_listed($1, $2, $3, $4, $5, search_query($6), $7, $8, $9, $10, $11)
            where title_key is not null
              and ($14::uuid is null or (title_key collate "C", search_id) > ($15::text, $14))
            order by title_key collate "C", search_id
            limit $12 offset $13
            """;

    private static final String TITLE_DOWN = """
            select id, title_key as key
            from jobs_listed($1, $2, $3, $4, $5, search_query($6), $7, $8, $9, $10, $11)
            where title_key is not null
              and ($14::uuid is null or (title_key collate "C", search_id) < ($15::text, $14))
            order by title_key collate "C" desc, search_id desc
            limit $12 offset $13
            """;

    private static final String SHORTEST = """
            select id, extract(epoch from took)::text as key
            from jobs_listed($1, $2, $3, $4, $5, search_query($6), $7, $8, $9, $10, $11)
            where took is not null
              and ($14::uuid is null or (took, id) > (make_interval(secs => $15::text::double precision), $14))
            order by took, id
            limit $12 offset $13
            """;

    private static final String LONGEST = """
            select id, extract(epoch from took)::text as key
            from jobs_listed($1, $2, $3, $4, $5, search_query($6), $7, $8, $9, $10, $11)
            where took is not null
              and ($14::uuid is null or (took, id) < (make_interval(secs => $15::text::double precision), $14))
            order by took desc, id desc
            limit $12 offset $13
            """;

    /** The index begins with the owner: for whoever sees all, the owners' lists are merged. */
    private static final String FIRST_FINISHED = """
            select listed.id, to_json(listed.finished_at) #>> '{}' as key
            from users
            cross join lateral (
              select id, finished_at
              from jobs_listed(users.id, false, $3, $4, $5, search_query($6), $7, $8, $9, $10, $11)
              where finished_at is not null
                and ($14::uuid is null or (finished_at, id) > ($15::text::timestamptz, $14))
              order by finished_at, id
              limit $12::bigint + $13::bigint
            ) as listed
            where (users.id = $1 or $2)
            order by listed.finished_at, listed.id
            limit $12 offset $13
            """;

    private static final String LAST_FINISHED = """
            select listed.id, to_json(listed.finished_at) #>> '{}' as key
            from users
            cross join lateral (
              select id, finished_at
              from jobs_listed(users.id, false, $3, $4, $5, search_query($6), $7, $8, $9, $10, $11)
              where finished_at is not null
                and ($14::uuid is null or (finished_at, id) < ($15::text::timestamptz, $14))
              order by finished_at desc, id desc
              limit $12::bigint + $13::bigint
            ) as listed
            where (users.id = $1 or $2)
            order by listed.finished_at desc, listed.id desc
            limit $12 offset $13
            """;

    /** What has no key, and so comes after what has; {@code $15} is what the list is sorted by. */
    private static final String REST_UP = """
            select id, null as key
            from jobs_listed($1, $2, $3, $4, $5, search_query($6), $7, $8, $9, $10, $11)
            where ($15::text = 'title' and title_key is null
                or $15 = 'duration' and took is null
                or $15 = 'finished' and finished_at is null)
              and ($14::uuid is null or id > $14)
            order by id
            limit $12 offset $13
            """;

    private static final String REST_DOWN = """
            select id, null as key
            from jobs_listed($1, $2, $3, $4, $5, search_query($6), $7, $8, $9, $10, $11)
            where ($15::text = 'title' and title_key is null
                or $15 = 'duration' and took is null
                or $15 = 'finished' and finished_at is null)
              and ($14::uuid is null or id < $14)
            order by id desc
            limit $12 offset $13
            """;

    /**
     * All that match, up to one more than are sorted here, and of these a page; {@code $16} is what the list is sorted
     * by. Where words alone decide, and no more than the title is asked for, the jobs themselves are not looked at: of the
     * two halves, the plan for the values at hand has only one. There is a row without a job when the page is empty.
     */
    private static final String FEW = """
            with matching as materialized (
              select job_id as id, title_key, null::interval as took, null::timestamptz as finished_at
              from job_search
              where words @@ search_query($6)
                and (owner_id = $1 or $2)
                and cardinality($3::text[]) = 0
                and coalesce($4::text, $5::uuid::text, $7::timestamptz::text, $8::timestamptz::text, $11::uuid::text) is null
                and $16::text in ('created', 'title')
              union all
              select id, title_key, took, finished_at
              from jobs_listed($1, $2, $3, $4, $5, search_query($6), $7, $8, $9, $10, $11)
              where $6::text is null
                or cardinality($3) > 0
                or coalesce($4, $5::text, $7::text, $8::text, $11::text) is not null
                or $16 not in ('created', 'title')
              limit 20001
            ), keyed as (
              select id,
                case $16::text
                  when 'title' then title_key
                  when 'duration' then extract(epoch from took)::text
                  when 'finished' then to_json(finished_at) #>> '{}'
                end as key,
                case when $16 = 'title' then title_key end collate "C" as title_key,
                case when $16 = 'duration' then took end as took,
                case when $16 = 'finished' then finished_at end as finished_at
              from matching
            ), page as (
              select id, key, row_number() over (order by %1$s) as place
              from keyed
              where $14::uuid is null
                or key is null and ($15::text is not null or id %2$s $14)
                or $16 = 'title' and (title_key, id) %2$s ($15, $14)
                or $16 = 'duration' and (took, id) %2$s (make_interval(secs => $15::double precision), $14)
                or $16 = 'finished' and (finished_at, id) %2$s ($15::timestamptz, $14)
              order by place
              limit $12 offset $13
            )
            select counted.jobs as matching, page.id, page.key
            from (
              select count(*) as jobs
              from matching
            ) as counted
            left join page on true
            order by page.place
            """;

    /** How many the statistics expect that words alone find: {@code $1} words, {@code $2} and {@code $3} the viewer. */
    static final String EXPECTED = """
            explain (format json)
            select
            from job_search
            where words @@ search_query($1)
              and (owner_id = $2 or $3)
            """;

    /** As {@link #EXPECTED}, but by what a hundredth of the table's pages has now. */
    static final String SAMPLED = """
            select 100 * count(*) as matching
            from job_search tablesample system (1)
            where words @@ search_query($1)
              and (owner_id = $2 or $3)
            """;

    private static final String FEW_UP = FEW.formatted("title_key, took, finished_at, id", ">");

    private static final String FEW_DOWN =
            FEW.formatted("title_key desc nulls last, took desc nulls last, finished_at desc nulls last, id desc", "<");

    /** One more than what a total is exact to, at most. */
    static final String COUNT = """
            select count(*) as matching
            from (
              select 1
              from jobs_listed($1, $2, $3, $4, $5, search_query($6), $7, $8, $9, $10, $11)
              limit 10001
            ) as first
            """;

    /** As {@link #COUNT}, but all of them and without looking at any: by viewer, statuses, type and agent alone. */
    static final String COUNTED = """
            select coalesce(sum(jobs), 0)::bigint as matching
            from jobs_counted
            where (owner_id = $1 or $2)
              and (cardinality($3::text[]) = 0 or status = any ($3))
              and ($4::text is null or type = $4)
              and ($5::uuid is null or agent_id = $5)
            """;

    /** A page's jobs as {@link JobRow} reads them, in the order of their ids in {@code $1}. */
    static final String ROWS = """
            select jobs.id, jobs.owner_id, jobs.agent_id, agents.name as agent_name, jobs.type, jobs.status, jobs.stage,
              jobs.progress, jobs.message, jobs.title, jobs.url, jobs.priority, jobs.attempt, jobs.error, jobs.result,
              jobs.last_seq, jobs.deadline, jobs.run_at, jobs.created_at, jobs.updated_at, jobs.started_at,
              jobs.finished_at, jobs.deadline_at_risk, jobs.revises,
              (select bulk_jobs.id from bulk_jobs where bulk_jobs.id = jobs.bulk_job_id) as bulk_job_id,
              case when starts_with(jobs.canonical, 'youtube:') then substr(jobs.canonical, 9) end as youtube_id,
              case when jobs.status in ('pending', 'processing') then job_seconds_left(jobs) end as seconds_left
            from unnest($1::uuid[]) with ordinality as page (id, place)
            join jobs on jobs.id = page.id
            left join agents on agents.id = jobs.agent_id
            where (jobs.owner_id = $2 or $3)
            order by page.place
            """;

    private JobListSql() {}

    /** The statement that walks an index to a page of the jobs that have a key in an order. */
    static String walk(Sort sort, boolean descending) {
        return switch (sort) {
            case CREATED -> descending ? NEWEST : OLDEST;
            case FINISHED -> descending ? LAST_FINISHED : FIRST_FINISHED;
            case TITLE -> descending ? TITLE_DOWN : TITLE_UP;
            case DURATION -> descending ? LONGEST : SHORTEST;
        };
    }

    /**
     * As {@link #walk} in the order of creation, where words alone decide: {@code $1} words, {@code $2} and {@code $3} the
     * viewer, limit, offset, {@code $6} the job that it begins after.
     */
    static String walkWords(boolean descending) {
        return descending ? NEWEST_OF_WORDS : OLDEST_OF_WORDS;
    }

    /** The statement that walks to a page of the jobs that have none. */
    static String rest(boolean descending) {
        return descending ? REST_DOWN : REST_UP;
    }

    /** The statement that finds all and sorts them. */
    static String few(boolean descending) {
        return descending ? FEW_DOWN : FEW_UP;
    }
}
