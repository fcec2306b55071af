-- What a stage found is kept when it is done; that one runs, and since when, is told by the job's own row.
alter table jobs
  add column stage_started_at timestamptz,
  -- Where the input comes from, as youtube.com; null for what was sent. How many are fetched there at once is limited.
  add column host text,
  -- What a claim of the next stage has to pass: the stage, and where it fetches something, the host.
  add column gate text not null generated always as
    (case when next_stage = 'downloading' and host is not null then 'downloading ' || host else next_stage end) stored,
  add column deadline_at_risk boolean not null default false;

update jobs
set stage_started_at = job_attempts.started_at
from job_attempts
where job_attempts.job_id = jobs.id
  and job_attempts.run = jobs.run
  and jobs.lease_owner is not null;

delete from job_stages where status <> 'completed';
alter table job_stages
  drop column status,
  alter column finished_at set not null,
  alter column output set not null;

-- An attempt stands here once it has ended.
delete from job_attempts where outcome is null;
alter table job_attempts
  alter column outcome set not null,
  alter column finished_at set not null;

drop index jobs_claim;
drop index jobs_owner_updated;
-- The claim: a lane is what one owner has waiting for one agent, gate and priority; in it, the oldest comes first.
create index jobs_lanes on jobs
  (owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), gate, priority, run_at, id)
  where status = 'pending';
-- The order in which an owner's jobs are told their places.
create index jobs_places on jobs (owner_id, priority desc, run_at, id) where status = 'pending';
-- Jobs between two stages.
create index jobs_released on jobs (next_stage, priority desc, run_at, id)
  where status = 'processing' and lease_until is null;

-- When an owner was last given a slot.
create table turns (
  owner_id  uuid primary key references users on delete cascade,
  served_at timestamptz not null
);

-- Who holds what up, and why: an agent's jobs, or without an agent the whole queue.
create table pauses (
  agent_id  uuid references agents on delete cascade,
  reason    text not null check (length(reason) between 1 and 300),
  paused_by uuid references users on delete set null,
  since     timestamptz not null default now()
);
create unique index pauses_scope on pauses (coalesce(agent_id, '00000000-0000-0000-0000-000000000000'));

-- Servers that run stages. One that is not heard of by good_until is taken for lost.
create table servers (
  id           uuid primary key,
  name         text not null,
  stages       text[] not null,
  concurrency  integer not null check (concurrency > 0),
  stage_limits jsonb not null default '{}',
  host_limits  jsonb not null default '{}',
  seen_at      timestamptz not null default now(),
  good_until   timestamptz not null
);

-- Hosts that asked for fewer requests. Past its end one request is tried; the first that succeeds removes the row.
create table host_breaks (
  host     text primary key,
  failures integer not null check (failures > 0),
  until    timestamptz not null,
  message  text not null
);

-- How long stages take: the newest durations in seconds, and what half of them stay below.
create table stage_times (
  type          text not null,
  stage         text not null,
  start_percent smallint not null,
  end_percent   smallint not null check (end_percent > start_percent),
  recent        real[] not null,
  median        real not null,
  primary key (type, stage)
);

-- Seconds of work that are left, from measured times; null where a stage that is left was never measured.
create function job_seconds_left(job jobs) returns integer
language sql stable as $$
  select ceil(sum(case when stage_times.stage = job.stage and job.lease_owner is not null
      then median * greatest(0, least(1, (end_percent - job.progress)::real / (end_percent - start_percent)))
      else median end))::integer
  from stage_times
  where type = job.type
    and start_percent >= (select start_percent from stage_times where type = job.type and stage = job.next_stage)
$$;

-- The places of jobs in the queue, 1 for the next to run: owners take turns, the one with the fewest running first.
-- No row for a job that may not run yet or has a thousand of its owner's before it.
create function queue_places(wanted uuid[]) returns table (job_id uuid, place integer)
language sql stable as $$
  with recursive asked as materialized (
    select id, owner_id
    from jobs
    where id = any (wanted)
      and status = 'pending'
      and run_at <= now()
  ), owner (owner_id) as (
    (
      select owner_id
      from jobs
      where status = 'pending'
        and exists (select from asked)
      order by owner_id
      limit 1
    )
    union all
    select following.owner_id
    from owner
    cross join lateral (
      select jobs.owner_id
      from jobs
      where status = 'pending'
        and jobs.owner_id > owner.owner_id
      order by jobs.owner_id
      limit 1
    ) as following
  ), running as (
    select owner_id, count(*) as jobs
    from jobs
    where status = 'processing'
      and lease_until is not null
    group by owner_id
  ), load as materialized (
    select owner.owner_id, coalesce(running.jobs, 0) as running,
      (
        select count(*)
        from (select from jobs where status = 'pending' and owner_id = owner.owner_id limit 1000) as few
      ) as waiting
    from owner
    left join running on running.owner_id = owner.owner_id
  ), ranked as (
    select first.id, askers.owner_id,
      row_number() over (partition by askers.owner_id order by first.priority desc, first.run_at, first.id) as rank
    from (select distinct owner_id from asked) as askers
    cross join lateral (
      select id, priority, run_at
      from jobs
      where status = 'pending'
        and owner_id = askers.owner_id
        and run_at <= now()
      order by priority desc, run_at, id
      limit 1000
    ) as first
  )
  select ranked.id, (ranked.rank + coalesce((
      select sum(least(load.waiting, greatest(0, ranked.rank + mine.running - load.running
        - case when load.owner_id < mine.owner_id then 0 else 1 end)))
      from load
      where load.owner_id <> mine.owner_id), 0))::integer
  from asked
  join ranked on ranked.id = asked.id
  join load as mine on mine.owner_id = ranked.owner_id
$$;

-- What browsers and scripts hear of a job, built from its row alone: an event can never say what the table does not.
create or replace function job_event_body(job jobs, event_type text) returns jsonb
language sql stable as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'type', event_type,
    'timestamp', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'seq', job.last_seq,
    'jobId', job.id,
    'videoTitle', job.title,
    'videoUrl', job.url,
    'agentId', job.agent_id,
    'jobType', job.type,
    'status', job.status,
    'stage', job.stage,
    'progress', job.progress,
    'message', job.message,
    'error', job.error ->> 'message',
    'result', job.result,
    'attempt', job.attempt,
    'etaSeconds', case when event_type = 'job.progress' then job_seconds_left(job) end,
    'deadlineAtRisk', case when job.deadline_at_risk then true end,
    'runAt', case when job.status = 'pending'
      then to_char(job.run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end))
$$;

drop function queue_position(jobs);
