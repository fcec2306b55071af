package dev.reelcast.store;

/** What is kept beside the jobs' own table. {@code $1} of a step is how many notes it works off. */
final class JobIndexSql {

    /** Until the end of the transaction. */
    static final String ONE_AT_A_TIME = """
            select pg_advisory_xact_lock(hashtextextended('reelcast ' || $1::text, 0))::text as locked
            """;

    static final String WORDS_WAIT = """
            select exists (select from job_search_changes) as waiting
            """;

    static final String NUMBERS_WAIT = """
            select exists (select from job_count_changes) as waiting
            """;

    /** A title and an address are cut where no word can become longer than the index takes. */
    static final String WRITE_WORDS = """
            with taken as (
              delete from job_search_changes
              where ctid = any (array(
                select ctid
                from job_search_changes
                limit $1))
              returning job_id
            ), written as (
              insert into job_search (job_id, owner_id, title_key, words)
              select id, owner_id, lower(left(title, 200)),
                array_to_tsvector(search_words(concat_ws(' ', left(title, 500), left(search_address(url), 500))))
              from jobs
              where id in (select job_id from taken)
              on conflict (job_id) do update
              set title_key = excluded.title_key, words = excluded.words
            ), living as materialized (
              select agents.id
              from agents
              where id in (
                select agent_id
                from jobs
                where jobs.id in (select job_id from taken))
              order by id
              for key share
            ), videos as (
              insert into agent_videos (agent_id, video)
              select distinct jobs.agent_id, coalesce(jobs.canonical, jobs.id::text)
              from jobs
              join living on living.id = jobs.agent_id
              where jobs.id in (select job_id from taken)
                and jobs.type in ('youtube', 'upload')
                and jobs.revises is null
              on conflict do nothing
              returning agent_id
            ), counted as (
              insert into agent_video_counts (agent_id, videos)
              select agent_id, count(*)
              from videos
              group by agent_id
              on conflict (agent_id) do update
              set videos = agent_video_counts.videos + excluded.videos
            )
            select count(*) as taken
            from taken
            """;

    static final String ADD_UP = """
            with taken as (
              delete from job_count_changes
              where ctid = any (array(
                select ctid
                from job_count_changes
                limit $1))
              returning owner_id, agent_id, type, status, hour, jobs, seconds
            ), counted as (
              insert into job_counts (owner_id, agent_id, type, status, jobs, seconds)
              select owner_id, agent_id, type, status, sum(jobs), sum(seconds)
              from taken
              group by owner_id, agent_id, type, status
              on conflict (owner_id, agent_id, type, status) do update
              set jobs = job_counts.jobs + excluded.jobs, seconds = job_counts.seconds + excluded.seconds
            ), ended as (
              insert into job_periods (grain, start, owner_id, agent_id, status, jobs, seconds)
              select grain.name, date_trunc(grain.name, taken.hour, 'UTC'), owner_id, agent_id, status, sum(jobs),
                sum(seconds)
              from taken
              cross join (values ('hour'), ('day')) as grain (name)
              where taken.hour is not null
              group by 1, 2, 3, 4, 5
              on conflict (grain, start, owner_id, agent_id, status) do update
              set jobs = job_periods.jobs + excluded.jobs, seconds = job_periods.seconds + excluded.seconds
            )
            select count(*) as taken
            from taken
            """;

    private JobIndexSql() {}
}
