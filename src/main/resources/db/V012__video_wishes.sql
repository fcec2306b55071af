alter table videos
  -- A person asked for it: no filter applies.
  add column wanted boolean not null default false,
  -- Whether it is a short, or is, will be or was a live stream; null as long as nobody said.
  add column is_short boolean,
  add column is_live boolean;

-- Jobs over videos that nobody had discovered yet: whoever discovers one finds its job.
create index jobs_undiscovered on jobs (agent_id, canonical, id)
  where video_id is null and agent_id is not null and canonical like 'youtube:%';

-- Where a video stands by its job.
create function video_at(job jobs, out status text, out rule text, out reason text)
language sql immutable as $$
  select stands.status,
    -- What ended a job that is not wanted names the rule as the cause.
    case
      when stands.status <> 'ignored' then null
      when job.error ->> 'cause' in ('too_short', 'too_long', 'short', 'live', 'deleted', 'by_hand')
        then job.error ->> 'cause'
      else job.status end,
    case when stands.status in ('failed', 'ignored') then job.error ->> 'message' end
  from (
    select case job.status
      when 'completed' then 'processed'
      when 'failed' then 'failed'
      when 'cancelled' then 'ignored'
      when 'skipped' then 'ignored'
      else 'queued' end as status
  ) as stands
$$;

create or replace function video_follows_its_job() returns trigger
language plpgsql as $$
declare
  stands record;
begin
  stands := video_at(new);
  update videos
  set status = stands.status, rule = stands.rule, reason = stands.reason,
    is_short = case when stands.rule = 'short' then true else is_short end,
    is_live = case when stands.rule = 'live' then true else is_live end,
    updated_at = now()
  where id = new.video_id
    and job_id = new.id
    and status <> stands.status;
  return null;
end
$$;

-- Words of a title, and the agent as one more, so that an agent's videos are found among all by one index.
-- An index is made without a search path.
create function video_words(agent_id uuid, title text) returns tsvector
language sql immutable parallel safe set search_path from current as $$
  select array_to_tsvector(array_append(search_words(left(title, 200)), agent_id::text))
$$;
create index videos_words on videos using gin (video_words(agent_id, title));
