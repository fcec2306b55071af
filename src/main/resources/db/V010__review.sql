-- Episodes are reviewed, cut anew, and published when it is time.

-- The episode that a job cuts anew, of the recording of the job that made it: it runs audio processing and what comes
-- after alone. Null for a job that makes an episode of its own.
alter table jobs add column revises uuid references episodes;
create unique index jobs_active_revision on jobs (revises)
  where revises is not null and status in ('pending', 'processing');

alter table episodes
  -- What of the recording it is: {start, end} in seconds. Null without a recording.
  add column span jsonb,
  -- Seconds into the audio at which that begins: after the intro.
  add column content_start double precision not null default 0 check (content_start >= 0),
  -- The chapters with their times in the recording, those outside of the span too.
  add column source_chapters jsonb not null default '[]',
  -- How sure the analysis was, 0 to 1. Null when there was none.
  add column confidence double precision,
  -- When it goes out. In the past while it waits for its new cut.
  add column publish_at timestamptz,
  -- The newest job that was asked to cut it anew, until it has done so.
  add column recut_id uuid references jobs on delete set null,
  -- The job that last cut it anew: the media are that job's, so it stays as long as they do.
  add column revised_by uuid references jobs,
  add constraint what_is_to_go_out_is_decided check (publish_at is null or not (published or held));
create index episodes_due on episodes (publish_at) where publish_at is not null;
create index episodes_held on episodes (owner_id, id desc) where held;
create index episodes_recut on episodes (recut_id) where recut_id is not null;
create unique index episodes_revised_by on episodes (revised_by) where revised_by is not null;
create index job_publishing_episode on job_publishing (episode_id);

-- Media of episodes that were cut anew, until they are gone from storage: who just asked for them still gets them.
create table replaced_media (
  storage_key text primary key,
  replaced_at timestamptz not null default now()
);

-- Episodes that were there before.
update episodes
set span = body -> 'episode', source_chapters = coalesce(body -> 'chapters', '[]'),
  confidence = (body ->> 'confidence')::double precision,
  content_start = coalesce((
    select greatest(0, (output ->> 'contentStart')::double precision)
    from job_stages
    where job_stages.job_id = episodes.job_id
      and stage = 'audio_processing'), 0)
from job_analysis
where job_analysis.job_id = episodes.job_id;
