-- What was seen on the channels of agents.

alter table agents
  -- Which of a channel's videos are taken, as JSON: titleInclude, titleExclude, minMinutes, maxMinutes, shorts, live.
  add column filters jsonb not null default '{}',
  -- An analysis that is less sure of itself than this is held for review.
  add column confidence_threshold double precision not null default 0
    check (confidence_threshold between 0 and 1),
  -- Whether the feed is for those only who have a token.
  add column private_feed boolean not null default false;

-- The row stays for as long as the agent: an edit of a video of years ago is told as if the video were new, and must
-- meet what is known of it.
create table videos (
  id                uuid primary key,
  agent_id          uuid not null references agents on delete cascade,
  owner_id          uuid not null references users,
  youtube_id        text not null check (youtube_id ~ '^[A-Za-z0-9_-]{11}$'),
  title             text not null,
  published_at      timestamptz,
  -- When its source last changed what it says of it.
  source_updated_at timestamptz,
  duration_seconds  double precision check (duration_seconds >= 0),
  -- Who saw it first.
  origin            text not null check (origin in ('hub', 'poll', 'backfill', 'submitted')),
  status            text not null default 'discovered'
                    check (status in ('discovered', 'queued', 'processed', 'ignored', 'failed')),
  -- Which rule it is ignored by.
  rule              text check (rule in ('older', 'title_include', 'title_exclude', 'too_short', 'too_long', 'short',
                      'live', 'cancelled', 'skipped', 'deleted', 'by_hand')),
  -- One sentence for people: why it is ignored, or failed.
  reason            text,
  -- The newest job over it; gone with retention, while the video stays.
  job_id            uuid,
  -- When its source said that it was deleted or made private.
  deleted_at        timestamptz,
  discovered_at     timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  unique (agent_id, youtube_id),
  constraint an_ignored_video_has_its_rule check ((status = 'ignored') = (rule is not null))
);
create index videos_agent on videos (agent_id, coalesce(published_at, discovered_at) desc, id desc);
create index videos_agent_status on videos (agent_id, status, coalesce(published_at, discovered_at) desc, id desc);

-- Null for what nobody discovered: a URL that a person put in.
alter table jobs add column video_id uuid;
create index jobs_video on jobs (video_id) where video_id is not null;

-- A video is where its newest job is.
create function video_follows_its_job() returns trigger
language plpgsql as $$
declare
  now_at constant text := case new.status
    when 'completed' then 'processed'
    when 'failed' then 'failed'
    when 'cancelled' then 'ignored'
    when 'skipped' then 'ignored'
    else 'queued' end;
begin
  update videos
  set status = now_at,
    -- A run that a filter ended names the rule as the cause.
    rule = case
      when now_at <> 'ignored' then null
      when new.error ->> 'cause' in ('too_short', 'too_long', 'short', 'live') then new.error ->> 'cause'
      else new.status end,
    reason = case when now_at in ('failed', 'ignored') then new.error ->> 'message' end,
    updated_at = now()
  where id = new.video_id
    and job_id = new.id
    and status <> now_at;
  return null;
end
$$;
create trigger jobs_video after update of status on jobs
  for each row when (new.video_id is not null and new.status is distinct from old.status)
  execute function video_follows_its_job();
