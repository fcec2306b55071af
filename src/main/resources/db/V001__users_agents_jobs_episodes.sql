-- Ids are UUIDv7, made by the server: they sort by time, so a primary key is also the order of creation.
-- Times are the database's own: now() in every statement, never a server's clock.

create table users (
  id            uuid primary key,
  email         text not null check (length(email) between 3 and 254),
  name          text not null check (length(name) between 1 and 200),
  password_hash text not null,
  role          text not null check (role in ('admin', 'member')),
  disabled      boolean not null default false,
  created_at    timestamptz not null default now()
);
create unique index users_email on users (lower(email));

-- A sign-in. It lives as long as its newest refresh token.
create table sessions (
  id         uuid primary key,
  user_id    uuid not null references users on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);

-- Every refresh token of a session, by its SHA-256. One that was exchanged stays until it would have expired: whoever
-- shows it again is not the one who exchanged it, and that ends the session.
create table session_tokens (
  token_hash   bytea primary key check (length(token_hash) = 32),
  session_id   uuid not null references sessions on delete cascade,
  expires_at   timestamptz not null,
  exchanged_at timestamptz
);
create index session_tokens_session on session_tokens (session_id);
create index session_tokens_expiry on session_tokens (expires_at);

create table agents (
  id            uuid primary key,
  owner_id      uuid not null references users,
  name          text not null check (length(name) between 1 and 200),
  slug          text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  channel_id    text check (channel_id ~ '^UC[A-Za-z0-9_-]{22}$'),
  channel       text,
  prompt        text,
  keywords      text[] not null default '{}',
  min_minutes   double precision not null default 0 check (min_minutes >= 0),
  publish       text not null check (publish in ('auto', 'review', 'manual')),
  output_format text not null check (output_format in ('mp3', 'm4a', 'opus')),
  feed          jsonb not null default '{}',
  -- Each a file in storage as JSON: name, kind, storageKey, contentType, bytes.
  intro         jsonb,
  outro         jsonb,
  artwork       jsonb,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
);
create index agents_owner on agents (owner_id, name);

create table jobs (
  id          uuid primary key,
  owner_id    uuid not null references users,
  agent_id    uuid references agents on delete set null,
  type        text not null check (type in ('youtube', 'upload', 'transcript', 'render')),
  status      text not null default 'pending'
              check (status in ('pending', 'processing', 'completed', 'failed', 'cancelled', 'skipped')),
  -- What is shown: the stage it is in, or was in when it ended.
  stage       text not null default 'queued',
  -- What is claimed: the first stage without a checkpoint.
  next_stage  text not null,
  progress    smallint not null default 0 check (progress between 0 and 100),
  message     text,
  title       text,
  url         text,
  canonical   text,
  priority    smallint not null default 1 check (priority between 0 and 3),
  -- How often next_stage has been started.
  attempt     smallint not null default 0 check (attempt between 0 and 1000),
  -- The number of the newest start of any stage: what fences off a runner that lost its lease.
  run         bigint not null default 0,
  lease_owner uuid,
  lease_until timestamptz,
  error       jsonb,
  result      jsonb,
  -- The number of the newest event.
  last_seq    bigint not null default 0,
  deadline    timestamptz,
  run_at      timestamptz not null default now(),
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  started_at  timestamptz,
  finished_at timestamptz,
  constraint only_a_running_job_is_leased check (lease_owner is null or status = 'processing'),
  constraint a_lease_has_an_end check ((lease_owner is null) = (lease_until is null)),
  constraint an_ended_job_has_an_end
    check ((status in ('pending', 'processing')) = (finished_at is null)),
  constraint only_a_completed_job_is_at_100 check ((progress = 100) = (status = 'completed')),
  constraint a_failed_job_says_why check (status <> 'failed' or error is not null)
);
-- The claim: highest priority first, then the oldest.
create index jobs_claim on jobs (priority desc, run_at, id) where status = 'pending';
create index jobs_lease on jobs (lease_until) where status = 'processing';
create index jobs_owner_created on jobs (owner_id, id desc);
create index jobs_owner_status on jobs (owner_id, status, id desc);
create index jobs_owner_updated on jobs (owner_id, updated_at desc, id desc);
create index jobs_agent on jobs (agent_id, id desc);
create index jobs_status on jobs (status, id desc);
create index jobs_owner_finished on jobs (owner_id, finished_at) where finished_at is not null;
create index jobs_finished on jobs (finished_at) where finished_at is not null;
create index jobs_deadline on jobs (deadline) where deadline is not null and status in ('pending', 'processing');
-- At most one active job for each owner, agent or none, and video.
create unique index jobs_active_canonical
  on jobs (owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), canonical)
  where canonical is not null and status in ('pending', 'processing');

create table job_stages (
  job_id      uuid not null references jobs on delete cascade,
  stage       text not null,
  status      text not null check (status in ('running', 'completed', 'failed', 'cancelled', 'waiting')),
  attempt     smallint not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  -- The checkpoint; set when the stage is completed.
  output      jsonb,
  primary key (job_id, stage),
  constraint a_completed_stage_has_its_checkpoint check (status <> 'completed' or output is not null)
);

create table job_attempts (
  job_id      uuid not null references jobs on delete cascade,
  run         bigint not null,
  stage       text not null,
  attempt     smallint not null,
  server_id   uuid not null,
  started_at  timestamptz not null default now(),
  finished_at timestamptz,
  outcome     text check (outcome in ('done', 'retry', 'snooze', 'cancel', 'fail', 'lost', 'handed_over')),
  cause       text,
  message     text,
  primary key (job_id, run)
);

create table job_events (
  job_id uuid not null references jobs on delete cascade,
  seq    bigint not null,
  body   jsonb not null,
  primary key (job_id, seq)
);

create table job_logs (
  job_id  uuid not null references jobs on delete cascade,
  seq     bigint generated always as identity,
  level   text not null check (level in ('info', 'warning', 'error')),
  stage   text,
  time    timestamptz not null,
  message text not null,
  primary key (job_id, seq)
);

create table job_metadata (
  job_id           uuid primary key references jobs on delete cascade,
  title            text,
  channel          text,
  description      text,
  url              text,
  duration_seconds double precision,
  published_at     timestamptz,
  language         text,
  has_video        boolean not null default false
);

create table job_files (
  job_id       uuid not null references jobs on delete cascade,
  name         text not null,
  kind         text not null,
  storage_key  text not null,
  content_type text not null,
  bytes        bigint not null check (bytes >= 0),
  created_at   timestamptz not null default now(),
  primary key (job_id, name)
);

create table job_analysis (
  job_id     uuid primary key references jobs on delete cascade,
  body       jsonb not null,
  created_at timestamptz not null default now()
);

create table episodes (
  id               uuid primary key,
  owner_id         uuid not null references users,
  agent_id         uuid references agents on delete set null,
  -- A job makes one episode, however often it runs.
  job_id           uuid not null unique references jobs on delete cascade,
  title            text not null,
  description      text not null,
  audio            jsonb,
  duration_seconds double precision not null default 0,
  chapters         jsonb not null default '[]',
  cover            jsonb,
  transcript       jsonb,
  published        boolean not null default false,
  held             boolean not null default false,
  reason           text not null,
  source_url       text,
  published_at     timestamptz,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  constraint a_published_episode_is_not_held check (not (published and held)),
  constraint a_published_episode_says_since_when check (not published or published_at is not null)
);
create index episodes_owner on episodes (owner_id, id desc);
create index episodes_agent on episodes (agent_id, id desc);
create index episodes_feed on episodes (agent_id, published_at desc) where published;

create table job_publishing (
  job_id     uuid primary key references jobs on delete cascade,
  episode_id uuid references episodes on delete set null,
  published  boolean not null,
  held       boolean not null,
  reason     text not null
);

-- How many pending jobs run before this one, plus one; null from the thousandth on, so that it costs no more in a long
-- queue than in a short one.
create function queue_position(job jobs) returns integer
language sql stable as $$
  select case when count(*) < 1000 then count(*)::integer + 1 end
  from (
    select id, priority, run_at
    from jobs
    where status = 'pending'
    order by priority desc, run_at, id
    limit 1000
  ) as first
  where first.id <> job.id
    and (first.priority > job.priority
      or first.priority = job.priority and (first.run_at, first.id) < (job.run_at, job.id))
$$;

-- The jobs of a list, a count or an export. Inlined into the query around it, so that its indexes are used.
create function jobs_matching(
  viewer uuid, sees_all boolean, statuses text[], of_type text, of_agent uuid, words text,
  since timestamptz, before timestamptz) returns setof jobs
language sql stable as $$
  select *
  from jobs
  where (owner_id = viewer or sees_all)
    and (cardinality(statuses) = 0 or status = any (statuses))
    and (of_type is null or type = of_type)
    and (of_agent is null or agent_id = of_agent)
    and (words is null
      or position(lower(words) in lower(title)) > 0
      or position(lower(words) in lower(url)) > 0)
    and (since is null or created_at >= since)
    and (before is null or created_at < before)
$$;

-- What browsers and scripts hear of a job, built from its row alone: an event can never say what the table does not.
create function job_event_body(job jobs, event_type text) returns jsonb
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
    'queuePosition', case when event_type = 'job.queued' then queue_position(job) end,
    'runAt', case when job.status = 'pending'
      then to_char(job.run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end))
$$;
