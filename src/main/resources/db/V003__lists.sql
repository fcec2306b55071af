-- What lists, search, figures and retention need. A job's row is written a dozen times and its indexes are the queue's
-- speed, so all that can stands beside it: written once, or by the statement instead of by the row, or later.

-- Lists. A status that most jobs have is found on the way through the owner's jobs; the others have their own, partial
-- index. Those on the id alone grow at their end only, and serve members and administrators alike.
drop index if exists jobs_owner_status;
drop index if exists jobs_owner_updated;
drop index if exists jobs_status;
drop index if exists jobs_agent;
drop index if exists jobs_owner_finished;
drop index if exists jobs_finished;
create index jobs_agent on jobs (agent_id, id) where agent_id is not null;
create index jobs_pending on jobs (id) where status = 'pending';
create index jobs_unwell on jobs (id) where status in ('failed', 'cancelled', 'skipped');
create index jobs_finished on jobs (owner_id, finished_at, id) where finished_at is not null;
create index jobs_took on jobs ((finished_at - started_at), id) where finished_at - started_at is not null;

-- Search and order by title. A job's row here is written when it was put in or got its title, by whoever comes next: its
-- queue is job_search_changes. It has no foreign key, which would lock the job's row; it goes when the job goes.
create table job_search (
  job_id    uuid primary key,
  owner_id  uuid not null,
  -- The title in lower case, shortened; its order is by code point, on every database.
  title_key text collate "C",
  words     tsvector not null
);
create index job_search_words on job_search using gin (words) with (gin_pending_list_limit = 1024);
create index job_search_title on job_search (title_key, job_id) where title_key is not null;

-- Jobs whose row in job_search, and whose agent's video, is not written yet.
create table job_search_changes (
  job_id uuid not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Every video that an agent had a job for. It outlives the job, and so a video is never taken for new again.
create table agent_videos (
  agent_id uuid not null references agents on delete cascade,
  video    text not null,
  primary key (agent_id, video)
);
create table agent_video_counts (
  agent_id uuid primary key references agents on delete cascade,
  videos   bigint not null
);

-- How many jobs stand where. No statement that changes jobs changes these: it adds to job_count_changes, so that no two
-- ever wait for one another; what is there is added up here from time to time. The truth is the sum of both.
-- An agent of zeros stands for none.
create table job_counts (
  owner_id uuid not null,
  agent_id uuid not null,
  type     text not null,
  status   text not null,
  jobs     bigint not null,
  -- How long those took from start to end, together.
  seconds  double precision not null,
  primary key (owner_id, agent_id, type, status)
) with (fillfactor = 50);

-- How many jobs ended when. Jobs that are deleted are still counted.
create table job_periods (
  grain    text not null check (grain in ('hour', 'day')),
  start    timestamptz not null,
  owner_id uuid not null,
  agent_id uuid not null,
  status   text not null,
  jobs     bigint not null,
  seconds  double precision not null,
  primary key (grain, start, owner_id, agent_id, status)
) with (fillfactor = 50);

create table job_count_changes (
  owner_id uuid not null,
  agent_id uuid not null,
  type     text not null,
  status   text not null,
  -- The hour of the end; null for a job that has not ended, or was deleted.
  hour     timestamptz,
  jobs     bigint not null,
  seconds  double precision not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create view jobs_counted as
  select owner_id, agent_id, type, status, jobs, seconds
  from job_counts
  union all
  select owner_id, agent_id, type, status, jobs, seconds
  from job_count_changes;

-- Words as they are searched for: letters and digits in lower case. Chinese and Japanese have no spaces between words, so
-- each of their characters is a word.
create function search_words(text text) returns text[]
language sql immutable parallel safe as $$
  select array_remove(string_to_array(regexp_replace(
    regexp_replace(lower(normalize(text, nfkc)), '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])', ' \1 ', 'g'),
    '[^[:alnum:]]+', ' ', 'g'), ' '), '')
$$;

-- A web address without what all of them begin with.
create function search_address(url text) returns text
language sql immutable parallel safe as $$
  select regexp_replace(url, '^https?://(www\.)?', '', 'i')
$$;

-- All words of a text, each as the beginning of one; of a text without any, what is never found.
create function search_query(text text) returns tsquery
language sql immutable strict parallel safe as $$
  select coalesce(string_agg(quote_literal(word) || ':*', ' & '), ''' ''')::tsquery
  from unnest(search_words(search_address(text))) as word
$$;

drop function jobs_matching(uuid, boolean, text[], text, uuid, text, timestamptz, timestamptz);

-- The jobs of a list, a count or an export. Inlined into the query around it, so that its indexes are used, and job_search
-- is left out where it is not asked for. Ids sort by time, give or take the servers' clocks: lowest and highest keep a search in
-- time to the part of the table where it can find something.
create function jobs_listed(
  viewer uuid, sees_all boolean, statuses text[], of_type text, of_agent uuid, query tsquery,
  since timestamptz, before timestamptz, lowest uuid, highest uuid)
  returns table (id uuid, finished_at timestamptz, took interval, title_key text, search_id uuid)
language sql stable as $$
  select jobs.id, jobs.finished_at, jobs.finished_at - jobs.started_at, search.title_key, search.job_id
  from jobs
  left join job_search as search on search.job_id = jobs.id
  where (sees_all or jobs.owner_id = viewer)
    and (cardinality(statuses) = 0 or jobs.status = any (statuses))
    and (of_type is null or jobs.type = of_type)
    and (of_agent is null or jobs.agent_id = of_agent)
    and (query is null or search.words @@ query)
    and (query is null or sees_all or search.owner_id = viewer)
    and (since is null or jobs.created_at >= since)
    and (before is null or jobs.created_at < before)
    and (lowest is null or jobs.id >= lowest)
    and (highest is null or jobs.id <= highest)
$$;

create function jobs_added() returns trigger
language plpgsql as $$
begin
  insert into job_count_changes (owner_id, agent_id, type, status, hour, jobs, seconds)
  select owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), type, status,
    date_trunc('hour', finished_at, 'UTC'), count(*), coalesce(sum(extract(epoch from finished_at - started_at)), 0)
  from added
  group by 1, 2, 3, 4, 5;
  insert into job_search_changes (job_id)
  select id
  from added;
  return null;
end
$$;

create function jobs_changed() returns trigger
language plpgsql as $$
begin
  insert into job_count_changes (owner_id, agent_id, type, status, hour, jobs, seconds)
  select owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), type, status,
    date_trunc('hour', finished_at, 'UTC'), sum(job), coalesce(sum(job * extract(epoch from finished_at - started_at)), 0)
  from (
    select owner_id, agent_id, type, status, finished_at, started_at, 1 as job
    from new_state
    union all
    select owner_id, agent_id, type, status, finished_at, started_at, -1
    from old_state
  ) as change
  group by 1, 2, 3, 4, 5
  having sum(job) <> 0;
  return null;
end
$$;

create function jobs_deleted() returns trigger
language plpgsql as $$
begin
  insert into job_count_changes (owner_id, agent_id, type, status, hour, jobs, seconds)
  select owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), type, status, null, -count(*),
    -coalesce(sum(extract(epoch from finished_at - started_at)), 0)
  from deleted
  group by 1, 2, 3, 4;
  delete from job_search
  using deleted
  where job_search.job_id = deleted.id;
  return null;
end
$$;

create function jobs_emptied() returns trigger
language plpgsql as $$
begin
  truncate job_search, job_search_changes, job_counts, job_count_changes, job_periods;
  return null;
end
$$;

create function job_titled() returns trigger
language plpgsql as $$
begin
  insert into job_search_changes (job_id)
  values (new.id);
  return null;
end
$$;

create trigger jobs_added after insert on jobs
  referencing new table as added for each statement execute function jobs_added();
create trigger jobs_changed after update on jobs
  referencing old table as old_state new table as new_state for each statement execute function jobs_changed();
create trigger jobs_deleted after delete on jobs
  referencing old table as deleted for each statement execute function jobs_deleted();
create trigger jobs_emptied after truncate on jobs
  for each statement execute function jobs_emptied();
create trigger job_titled after update of title on jobs
  for each row when (old.title is distinct from new.title) execute function job_titled();

-- Jobs that were there before.
insert into job_count_changes (owner_id, agent_id, type, status, hour, jobs, seconds)
select owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), type, status,
  date_trunc('hour', finished_at, 'UTC'), count(*), coalesce(sum(extract(epoch from finished_at - started_at)), 0)
from jobs
group by 1, 2, 3, 4, 5;
insert into job_search_changes (job_id)
select id
from jobs;
