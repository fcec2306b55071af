package dev.reelcast.store;

/** Bulk jobs. {@code $1} is the bulk job; {@code $2} and {@code $3} are the viewer where one asks: who, and whether they see all. */
final class BulkSql {

    private static final String ROW = """
            select bulk_jobs.id, bulk_jobs.owner_id, bulk_jobs.agent_id, agents.name as agent_name, title, source, status,
              reason, priority, deadline, deadline_at_risk, columns, settings, last_seq, bulk_jobs.created_at,
              bulk_jobs.started_at, bulk_jobs.finished_at, cut_off, write_back_error, total, pending, processing, completed, failed, skipped,
              cancelled, duplicates, invalid, run_seconds,
              case when finished_at is null then paced else completed + failed - invalid + cancelled end::float8 as paced,
              coalesce(extract(epoch from
                case when finished_at is null then now() - paced_since else finished_at - started_at end), 0)::float8
                as paced_seconds
            from bulk_jobs
            join bulk_counts on bulk_counts.bulk_job_id = bulk_jobs.id
            left join agents on agents.id = bulk_jobs.agent_id
            """;

    static final String FIND = ROW + """
            where bulk_jobs.id = $1
              and (bulk_jobs.owner_id = $2 or $3)
            """;

    static final String LOCK = FIND + """
            for no key update of bulk_jobs
            """;

    /** {@code $1} status or null, {@code $4} the last one of the page before or null, {@code $5} limit. */
    static final String LIST = ROW + """
            where (bulk_jobs.owner_id = $2 or $3)
              and ($1::text is null or status = $1)
              and ($4::uuid is null or bulk_jobs.id < $4)
            order by bulk_jobs.id desc
            limit $5
            """;

    /** {@code $1} status or null; 10,001 when there are more. */
    static final String COUNT = """
            select count(*)::integer as total
            from (
              select id
              from bulk_jobs
              where (owner_id = $2 or $3)
                and ($1::text is null or status = $1)
              limit 10001
            ) as first
            """;

    /** {@code $2} owner, agent, title, source, origin, columns, settings. */
    static final String CREATE = """
            with created as (
              insert into bulk_jobs (id, owner_id, agent_id, title, source, origin, columns, settings)
              values ($1, $2, $3, $4, $5, $6, $7, $8)
              returning id
            )
            insert into bulk_counts (bulk_job_id)
            select id
            from created
            """;

    /** {@code $4} agent, columns and settings; what was counted does not count any more. */
    static final String REREAD = """
            with changed as (
              update bulk_jobs
              set agent_id = $4, columns = $5, settings = $6, updated_at = now()
              where id = $1
                and (owner_id = $2 or $3)
                and status = 'pending'
              returning id
            )
            update bulk_counts
            set total = 0, pending = 0, failed = 0, skipped = 0, duplicates = 0, invalid = 0
            from changed
            where bulk_job_id = changed.id
            """;

    /** All items of a bulk job that nobody has started. */
    static final String COUNT_ITEMS = """
            update bulk_counts
            set total = sums.total, pending = sums.pending, failed = sums.failed, skipped = sums.skipped,
              duplicates = sums.skipped, invalid = sums.failed
            from (
              select count(*)::integer as total, count(*) filter (where status = 'pending')::integer as pending,
                count(*) filter (where status = 'failed')::integer as failed,
                count(*) filter (where status = 'skipped')::integer as skipped
              from bulk_items
              where bulk_job_id = $1
            ) as sums
            where bulk_counts.bulk_job_id = $1
            """;

    /** {@code $2} title or null, {@code $3} priority, {@code $4} seconds to the deadline or null. */
    static final String START = """
            update bulk_jobs
            set title = coalesce($2, title), priority = $3, deadline = now() + make_interval(secs => $4), started_at = now()
            where id = $1
            """;

    /** Adds what became of items to the one row that counts them, and takes it off the list of what is to be added. */
    static final String FOLD = """
            with gone as (
              delete from bulk_changes
              where bulk_job_id = $1
              returning old_status, new_status, items, duplicates, seconds
            ), moved as (
              select new_status as status, items
              from gone
              union all
              select old_status, -items
              from gone
            ), sums as (
              select
                coalesce(sum(items) filter (where status = 'pending'), 0)::integer as pending,
                coalesce(sum(items) filter (where status = 'processing'), 0)::integer as processing,
                coalesce(sum(items) filter (where status = 'completed'), 0)::integer as completed,
                coalesce(sum(items) filter (where status = 'failed'), 0)::integer as failed,
                coalesce(sum(items) filter (where status = 'skipped'), 0)::integer as skipped,
                coalesce(sum(items) filter (where status = 'cancelled'), 0)::integer as cancelled
              from moved
            ), beside as (
              select coalesce(sum(duplicates), 0)::integer as duplicates, coalesce(sum(seconds), 0) as seconds,
                coalesce(sum(items) filter (where old_status = 'processing' and new_status not in ('pending', 'processing')),
                  0) as ended,
                count(*) as changes,
                bool_or(new_status = 'processing') as begun
              from gone
            ), pace as (
              select
                case when paced_since < now() - interval '10 minutes' then paced / 2 else paced end + beside.ended as paced,
                case when paced_since < now() - interval '10 minutes' then now() - (now() - paced_since) / 2
                  when paced_since is null and beside.begun then now()
                  else paced_since end as since
              from bulk_counts, beside
              where bulk_job_id = $1
            )
            update bulk_counts
            set pending = bulk_counts.pending + sums.pending, processing = bulk_counts.processing + sums.processing,
              completed = bulk_counts.completed + sums.completed, failed = bulk_counts.failed + sums.failed,
              skipped = bulk_counts.skipped + sums.skipped, cancelled = bulk_counts.cancelled + sums.cancelled,
              duplicates = bulk_counts.duplicates + beside.duplicates,
              run_seconds = bulk_counts.run_seconds + beside.seconds, paced = pace.paced, paced_since = pace.since
            from sums, beside, pace
            where bulk_job_id = $1
              and beside.changes > 0
            """;

    /** How fast items end is counted anew from now on. */
    static final String NEW_PACE = """
            update bulk_counts
            set paced = 0, paced_since = null
            where bulk_job_id = $1
            """;

    /** What an item came to by itself: {@code $2} old status, new status, items, duplicates. */
    static final String CHANGED = """
            insert into bulk_changes (bulk_job_id, old_status, new_status, items, duplicates)
            select $1, $2, $3, $4, $5
            where $4 > 0
            """;

    /** {@code $2} status, {@code $3} reason or null, {@code $4} whether cut off, {@code $5} at risk, {@code $6} events. */
    static final String WRITE = """
            update bulk_jobs
            set status = $2, reason = $3, cut_off = $4, deadline_at_risk = $5, last_seq = last_seq + $6,
              updated_at = now(),
              finished_at = case
                when $2 not in ('completed', 'completed_with_errors', 'cancelled', 'failed') then null
                else coalesce(finished_at, now()) end
            where id = $1
            """;

    /** What came of the rows is to be written into their sheet. */
    static final String WRITE_BACK_SOON = """
            update bulk_jobs
            set write_back_at = now(), write_back_tries = 0, write_back_error = null
            where id = $1
              and source = 'sheet'
            """;

    /** One whose rows are to be written back now; nobody else takes it for {@code $1} seconds. */
    static final String CLAIM_WRITE_BACK = """
            update bulk_jobs
            set write_back_at = now() + make_interval(secs => $1), write_back_tries = write_back_tries + 1
            where id = (
                select id
                from bulk_jobs
                where write_back_at <= now()
                order by write_back_at
                limit 1
                for update skip locked)
            returning id, owner_id, write_back_tries
            """;

    /** {@code $2} says why it could not be, {@code $3} when to try again in seconds; null for neither. */
    static final String WRITTEN_BACK = """
            update bulk_jobs
            set write_back_error = $2, write_back_at = now() + make_interval(secs => $3)
            where id = $1
              -- What has ended once more meanwhile is written once more.
              and (write_back_at is null or write_back_at > now())
            """;

    static final String ORIGIN = """
            select origin
            from bulk_jobs
            where id = $1
              and (owner_id = $2 or $3)
            """;

    /** The deadline of one that goes on after it has passed does not count any more. */
    static final String DROP_PASSED_DEADLINE = """
            update bulk_jobs
            set deadline = null
            where id = $1
              and deadline <= now()
            """;

    static final String UPDATE = """
            update bulk_jobs
            set title = coalesce($2, title), priority = coalesce($3, priority), updated_at = now()
            where id = $1
            """;

    static final String DELETE = """
            delete from bulk_jobs
            where id = $1
            """;

    /** Previews that nobody started for {@code $1} seconds. */
    static final String TIDY = """
            delete from bulk_jobs
            where status = 'pending'
              and updated_at < now() - make_interval(secs => $1)
            """;

    /** Where something may be due. */
    static final String DUE = """
            select id
            from bulk_jobs
            where status in ('running', 'pausing', 'completing', 'cancelling')
            union
            select id
            from bulk_jobs
            where status = 'paused'
              and deadline <= now()
              and not cut_off
            union
            select bulk_job_id
            from bulk_changes
            """;

    /** One of these, unless somebody else is at it. */
    static final String TAKE = ROW + """
            where bulk_jobs.id = $1
            for no key update of bulk_jobs skip locked
            """;

    static final String FORGET_CHANGES = """
            delete from bulk_changes
            where bulk_job_id = $1
              and not exists (select from bulk_jobs where id = $1)
            """;

    /** Whether the deadline has passed. */
    static final String LATE = """
            select coalesce(deadline <= now(), false) as late,
              exists (
                select
                from bulk_items
                where bulk_job_id = $1
                  and (status in ('pending', 'processing')
                    or status in ('skipped', 'cancelled') and cause = 'deadline')) as cuts_off,
              extract(epoch from deadline - now())::float8 as seconds
            from bulk_jobs
            where id = $1
            """;

    /** How long the good rows take: of each kind by what its stages took others, on all servers that are up. */
    static final String ESTIMATE = """
            select case when bool_and(times.seconds is not null) then
              ceil(sum(kinds.items * times.seconds) / greatest(1, (
                select coalesce(sum(concurrency), 1)
                from servers
                where good_until > now())))::bigint end as seconds
            from (
              select type, count(*) as items
              from bulk_items
              where bulk_job_id = $1
                and status = 'pending'
              group by type
            ) as kinds
            left join (
              select type, sum(median) as seconds
              from stage_times
              group by type
            ) as times on times.type = kinds.type
            """;

    private BulkSql() {}
}
