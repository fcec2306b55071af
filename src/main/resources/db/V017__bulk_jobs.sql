-- Many rows from one source, run and steered as one.

create table bulk_jobs (
  id               uuid primary key,
  owner_id         uuid not null references users,
  agent_id         uuid references agents on delete set null,
  title            text not null check (length(title) between 1 and 200),
  source           text not null check (source in ('csv', 'sheet', 'list', 'rows')),
  -- Of a sheet: connectionId, sheetId, range.
  origin           jsonb,
  -- In order, as JSON: the name that the header has, and the field that it is taken for.
  columns          jsonb not null default '[]',
  -- What its items have in common, as JSON: template, output.
  settings         jsonb not null default '{}',
  -- Where it stands; a preview is pending until somebody starts it.
  status           text not null default 'pending'
                   check (status in ('pending', 'running', 'pausing', 'paused', 'completing', 'completed',
                     'completed_with_errors', 'cancelling', 'cancelled', 'failed')),
  -- One sentence: why it failed, or what cut it off.
  reason           text,
  priority         smallint not null default 1 check (priority between 0 and 3),
  deadline         timestamptz,
  deadline_at_risk boolean not null default false,
  -- Whether the deadline has passed and was acted upon.
  cut_off          boolean not null default false,
  -- When what came of the rows is written into the sheet that they are from, null for not; and why it could not be.
  write_back_at    timestamptz,
  write_back_tries smallint not null default 0,
  write_back_error text,
  -- The number of the newest event.
  last_seq         bigint not null default 0,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  started_at       timestamptz,
  finished_at      timestamptz,
  constraint an_ended_bulk_job_has_an_end
    check ((status in ('completed', 'completed_with_errors', 'cancelled', 'failed')) = (finished_at is not null)),
  constraint a_failed_bulk_job_says_why check (status <> 'failed' or reason is not null)
);
create index bulk_jobs_owner on bulk_jobs (owner_id, id desc);
create index bulk_jobs_owner_status on bulk_jobs (owner_id, status, id desc);
create index bulk_jobs_status on bulk_jobs (status, id desc);
create index bulk_jobs_write_back on bulk_jobs (write_back_at) where write_back_at is not null;

-- The one row that says how many items stand where. Only the sum of bulk_changes is ever added to it, so that no two jobs
-- wait for one another because they belong together.
create table bulk_counts (
  bulk_job_id uuid primary key references bulk_jobs on delete cascade,
  total       integer not null default 0,
  pending     integer not null default 0,
  processing  integer not null default 0,
  completed   integer not null default 0,
  failed      integer not null default 0,
  skipped     integer not null default 0,
  cancelled   integer not null default 0,
  -- Of the skipped: the same as another row, or done already.
  duplicates  integer not null default 0,
  -- Of the failed: rows that are no input for anything.
  invalid     integer not null default 0,
  -- From start to end of all completed items together.
  run_seconds double precision not null default 0,
  -- How many ended since when, for the pace; halved now and then, so that it is the pace of late.
  paced       double precision not null default 0,
  paced_since timestamptz
) with (fillfactor = 50);

-- What is to be added to bulk_counts: so many items went from one status to another.
create table bulk_changes (
  id          bigint generated always as identity primary key,
  bulk_job_id uuid not null,
  old_status  text not null,
  new_status  text not null,
  items       integer not null,
  duplicates  integer not null default 0,
  seconds     double precision not null default 0
);
create index bulk_changes_bulk_job on bulk_changes (bulk_job_id);

create table bulk_items (
  bulk_job_id uuid not null references bulk_jobs on delete cascade,
  -- From 1, in the order of the rows.
  item        integer not null check (item > 0),
  -- As a spreadsheet counts: a header is row 1.
  row         integer not null,
  -- As they were given.
  cells       text[] not null,
  status      text not null
              check (status in ('pending', 'processing', 'completed', 'failed', 'cancelled', 'skipped')),
  -- A word why it did not run, or was cut off; null otherwise.
  cause       text check (cause in ('invalid', 'duplicate', 'already_done', 'by_hand', 'deadline', 'cancelled')),
  message     text,
  type        text check (type in ('youtube', 'render')),
  title       text,
  url         text,
  host        text,
  -- What makes two rows the same; of a video that of its job, of a text a digest of all that makes it.
  canonical   text,
  -- What a text's job is given, as JSON.
  render      jsonb,
  job_id      uuid,
  episode_id  uuid,
  -- Whether its job is in the queue: a few of the pending ones are.
  fed         boolean not null default false,
  started_at  timestamptz,
  finished_at timestamptz,
  primary key (bulk_job_id, item),
  constraint what_can_run_has_an_input check (cause = 'invalid' or type is not null)
);
create index bulk_items_next on bulk_items (bulk_job_id, item) where status = 'pending' and not fed;
create index bulk_items_status on bulk_items (bulk_job_id, status, item);

alter table jobs
  add column bulk_job_id uuid,
  add column bulk_item integer,
  add column bulk_total integer;
create index jobs_bulk_job on jobs (bulk_job_id, id desc) where bulk_job_id is not null;
create index jobs_bulk_active on jobs (bulk_job_id)
  where bulk_job_id is not null and status in ('pending', 'processing');
-- What an owner has a finished result of.
create index jobs_done_canonical on jobs (owner_id, canonical)
  where canonical is not null and status = 'completed';

-- An item is where its job is, and is counted there.
create function item_follows_its_job() returns trigger
language plpgsql as $$
declare
  -- What runs again has been counted as pending already.
  was constant text := (
    select status
    from bulk_items
    where bulk_job_id = new.bulk_job_id
      and item = new.bulk_item
      and job_id = new.id
    for no key update);
begin
  update bulk_items
  set status = new.status,
    cause = case
      when new.status in ('cancelled', 'skipped') and new.error ->> 'cause' = 'deadline' then 'deadline'
      when new.status = 'cancelled' then 'cancelled'
      when new.status = 'skipped' then 'by_hand'
    end,
    message = new.error ->> 'message',
    title = coalesce(new.title, title),
    episode_id = coalesce((new.result ->> 'episodeId')::uuid, episode_id),
    fed = new.status = 'pending',
    started_at = new.started_at,
    finished_at = new.finished_at
  where bulk_job_id = new.bulk_job_id
    and item = new.bulk_item
    and job_id = new.id;
  if was <> new.status then
    insert into bulk_changes (bulk_job_id, old_status, new_status, items, seconds)
    values (new.bulk_job_id, was, new.status, 1,
      case when new.status = 'completed'
        then extract(epoch from new.finished_at - new.started_at) else 0 end);
  end if;
  return null;
end
$$;
create trigger jobs_bulk_item after update of status on jobs
  for each row when (new.bulk_job_id is not null and new.status is distinct from old.status)
  execute function item_follows_its_job();

-- Lists can be of one bulk job's jobs as well.
drop function jobs_listed(uuid, boolean, text[], text, uuid, tsquery, timestamptz, timestamptz, uuid, uuid);
create function jobs_listed(
  viewer uuid, sees_all boolean, statuses text[], of_type text, of_agent uuid, query tsquery,
  since timestamptz, before timestamptz, lowest uuid, highest uuid,
  of_bulk uuid)
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
    and (of_bulk is null or jobs.bulk_job_id = of_bulk)
$$;
