package dev.reelcast.store;

/** Items of bulk jobs; {@code $1} is the bulk job. */
final class BulkItemSql {

    /**
     * {@code $2} items, rows, cells as JSON arrays of texts, problems, types, titles, urls, hosts, canonicals, what videos are made of
     * as JSON.
     */
    static final String ADD = """
            insert into bulk_items (bulk_job_id, item, row, cells, status, cause, message, type, title, url, host, canonical,
              render)
            select $1, item, row, array(select json_array_elements_text(cells::json)),
              case when problem is null then 'pending' else 'failed' end,
              case when problem is not null then 'invalid' end, problem, type, title, url, host, canonical, render::jsonb
            from unnest($2::integer[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                $10::text[], $11::text[])
              as given (item, row, cells, problem, type, title, url, host, canonical, render)
            """;

    /** As {@link #ADD}; the cells stay. */
    static final String REPLACE = """
            update bulk_items
            set status = case when problem is null then 'pending' else 'failed' end,
              cause = case when problem is not null then 'invalid' end, message = problem, type = given.type,
              title = given.title, url = given.url, host = given.host, canonical = given.canonical,
              render = given.render::jsonb
            from unnest($2::integer[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                $10::text[], $11::text[])
              as given (item, row, cells, problem, type, title, url, host, canonical, render)
            where bulk_items.bulk_job_id = $1
              and bulk_items.item = given.item
            """;

    /** {@code $2} the last known one, {@code $3} limit. */
    static final String CELLS = """
            select item, row, cells
            from bulk_items
            where bulk_job_id = $1
              and item > $2
            order by item
            limit $3
            """;

    /** All but the first of those that are the same. */
    static final String MARK_DUPLICATES = """
            update bulk_items
            set status = 'skipped', cause = 'duplicate', message = 'The same as row ' || twins.first_row || '.'
            from (
              select item, first_value(row) over same as first_row, row_number() over same as place
              from bulk_items
              where bulk_job_id = $1
                and status = 'pending'
              window same as (partition by canonical order by item)
            ) as twins
            where bulk_items.bulk_job_id = $1
              and bulk_items.item = twins.item
              and twins.place > 1
            """;

    /** {@code $2} owner, {@code $3} agent or null. */
    static final String MARK_DONE = """
            update bulk_items
            set status = 'skipped', cause = 'already_done', message = 'There is a finished result of it already.'
            where bulk_job_id = $1
              and status = 'pending'
              and exists (
                select
                from jobs
                where jobs.owner_id = $2
                  and jobs.canonical = bulk_items.canonical
                  and jobs.status = 'completed'
                  and jobs.agent_id is not distinct from $3)
            """;

    static final String COUNT_DONE = """
            select count(*)::integer as items
            from bulk_items
            where bulk_job_id = $1
              and status = 'skipped'
              and cause = 'already_done'
            """;

    /** {@code $2} status or null, {@code $3} the last known one, {@code $4} limit. */
    static final String LIST = """
            select items.item, items.row, items.status, items.cause, items.message, items.cells, items.type,
              items.title, items.url, items.job_id, items.episode_id, items.started_at, items.finished_at,
              jobs.stage, jobs.progress
            from bulk_items as items
            left join jobs on jobs.id = items.job_id
            where items.bulk_job_id = $1
              and ($2::text is null or items.status = $2)
              and items.item > $3
            order by items.item
            limit $4
            """;

    static final String FIND = """
            select items.item, items.row, items.status, items.cause, items.message, items.cells, items.type,
              items.title, items.url, items.job_id, items.episode_id, items.started_at, items.finished_at,
              jobs.stage, jobs.progress
            from bulk_items as items
            left join jobs on jobs.id = items.job_id
            where items.bulk_job_id = $1
              and items.item = $2
            """;

    static final String GRID = """
            select coalesce(string_agg(case status
                when 'pending' then 'p'
                when 'processing' then 'r'
                when 'completed' then 'c'
                when 'failed' then 'f'
                when 'skipped' then 's'
                else 'x' end, '' order by item), '') as letters
            from bulk_items
            where bulk_job_id = $1
            """;

    /**
     * The next ones to be put into the queue, as many as make {@code $2} pending jobs there.
     */
    static final String NEXT = """
            select item, type, title, url, host, canonical, render, job_id
            from bulk_items
            where bulk_job_id = $1
              and status = 'pending'
              and not fed
            order by item
            limit greatest(0, $2 - (
              select count(*)
              from jobs
              where bulk_job_id = $1
                and status = 'pending'))
            for no key update
            """;

    /** {@code $2} items and the jobs that they have from now on. */
    static final String FED = """
            update bulk_items
            set fed = true, job_id = given.job_id, cause = null, message = null, finished_at = null
            from unnest($2::integer[], $3::uuid[]) as given (item, job_id)
            where bulk_items.bulk_job_id = $1
              and bulk_items.item = given.item
            """;

    /** {@code $2} items that are in the queue by another job. */
    static final String SAME_IN_QUEUE = """
            update bulk_items
            set status = 'skipped', cause = 'duplicate', message = 'The same is in the queue already.', finished_at = now()
            where bulk_job_id = $1
              and item = any ($2)
            """;

    /** What has not been put into the queue: {@code $2} status, {@code $3} cause, {@code $4} message. */
    static final String END_WAITING = """
            update bulk_items
            set status = $2, cause = $3, message = $4, finished_at = now()
            where bulk_job_id = $1
              and status = 'pending'
              and not fed
            """;

    /** As {@link #END_WAITING}, for one: {@code $5}. */
    static final String END_ONE = END_WAITING + """
              and item = $5
            """;

    /** What runs again; {@code $2} whether also what was cancelled or left out. */
    static final String AGAIN = """
            with again as materialized (
              select item, status as old_status
              from bulk_items
              where bulk_job_id = $1
                and type is not null
                and (status = 'failed'
                  or $2 and (status = 'cancelled' or status = 'skipped' and cause in ('by_hand', 'deadline')))
              order by item
              -- One whose job is tried again by itself at the same moment is looked at as that leaves it.
              for no key update
            ), changed as (
              update bulk_items
              set status = 'pending', cause = null, message = null, fed = false, started_at = null, finished_at = null
              from again
              where bulk_items.bulk_job_id = $1
                and bulk_items.item = again.item
              returning again.old_status
            )
            insert into bulk_changes (bulk_job_id, old_status, new_status, items)
            select $1, old_status, 'pending', count(*)
            from changed
            group by old_status
            returning items
            """;

    /** Nothing of it is claimed until it is let go: {@code $2} what is said of it. */
    static final String HOLD = """
            with mine as materialized (
              select id
              from jobs
              where bulk_job_id = $1
                and status = 'pending'
                and run_at < '9000-01-01'
              order by id
              for no key update
            ), changed as (
              update jobs
              set run_at = '9999-01-01', message = $2, updated_at = now(), last_seq = last_seq + 1
              from mine
              where jobs.id = mine.id
              returning %s
            ), %s
            select *
            from changed
            order by job_id
            """.formatted(EventSql.NEWS, EventSql.STORED);

    static final String RELEASE = """
            with mine as materialized (
              select id
              from jobs
              where bulk_job_id = $1
                and status = 'pending'
                and run_at >= '9000-01-01'
              order by id
              for no key update
            ), changed as (
              update jobs
              set run_at = now(), message = $2, updated_at = now(), last_seq = last_seq + 1
              from mine
              where jobs.id = mine.id
              returning %s
            ), %s
            select changed.*, (select pg_notify('reelcast_jobs', '')::text) as told
            from changed
            order by job_id
            """.formatted(EventSql.QUEUED, EventSql.STORED);

    /** What waits becomes as urgent as {@code $2} says. */
    static final String HURRY = """
            with mine as materialized (
              select id
              from jobs
              where bulk_job_id = $1
                and status = 'pending'
                and priority <> $2
              order by id
              for no key update
            ), changed as (
              update jobs
              set priority = $2, updated_at = now(), last_seq = last_seq + 1
              from mine
              where jobs.id = mine.id
              returning %s
            ), %s
            select *
            from changed
            order by job_id
            """.formatted(EventSql.NEWS, EventSql.STORED);

    /** Locked jobs that run again have the deadline {@code $2} from now on. */
    static final String RENEW_DEADLINE = """
            update jobs
            set deadline = $2
            where id = any ($1)
              and deadline is distinct from $2
            """;

    private BulkItemSql() {}
}
