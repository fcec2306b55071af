-- What was published on a channel before anybody listened, found on request.
create table backfills (
  id          uuid primary key,
  agent_id    uuid not null references agents on delete cascade,
  since       timestamptz not null,
  -- Only finds out what is there.
  dry_run     boolean not null,
  state       text not null default 'listing'
              check (state in ('listing', 'taking', 'completed', 'failed', 'cancelled')),
  source      text check (source in ('data_api', 'yt_dlp')),
  channel_id  text,
  -- Where listing goes on, in the words of the source; null at its beginning.
  cursor      text,
  seen        integer not null default 0,
  -- Of the page that is being listed; another holder lists it again.
  seen_now    integer not null default 0,
  total       integer not null default 0,
  taken       integer not null default 0,
  enqueued    integer not null default 0,
  known       integer not null default 0,
  ignored     integer not null default 0,
  -- One sentence for people: why it waits, or failed.
  reason      text,
  -- In a row.
  failures    integer not null default 0,
  run_at      timestamptz not null default now(),
  lease_owner uuid,
  lease_until timestamptz,
  created_at  timestamptz not null default now(),
  finished_at timestamptz,
  constraint an_end_has_its_time check ((state in ('completed', 'failed', 'cancelled')) = (finished_at is not null))
);
create index backfills_agent on backfills (agent_id, id desc);
create unique index backfills_one_at_a_time on backfills (agent_id) where finished_at is null;
create index backfills_due on backfills (run_at) where finished_at is null;

create table backfill_videos (
  backfill_id      uuid not null references backfills on delete cascade,
  youtube_id       text not null check (youtube_id ~ '^[A-Za-z0-9_-]{11}$'),
  position         integer not null,
  title            text not null,
  published_at     timestamptz,
  -- The source says "2 years ago", no more.
  approximate      boolean not null,
  duration_seconds double precision,
  is_short         boolean,
  broadcast        text check (broadcast in ('none', 'upcoming', 'live', 'ended')),
  -- Whether the agent lacked it when its turn came: decided once, so that a server that dies between handing a video over
  -- and writing that down does not make the next one count it as known.
  fresh            boolean,
  -- What became of it; null before it was handed over.
  result           text check (result in ('enqueued', 'known', 'ignored')),
  primary key (backfill_id, youtube_id)
);
create index backfill_videos_left on backfill_videos (backfill_id, published_at desc nulls last, position)
  where result is null;

-- What the YouTube Data API was asked, by YouTube's day.
create table youtube_quota (
  day   date primary key,
  used  integer not null,
  -- YouTube said that nothing is left.
  spent boolean not null default false
);

-- Whether a look further back decides about a video anew: nothing was decided, or a filter that may have been changed since
-- left it out.
create function video_is_open(video videos) returns boolean
language sql immutable as $$
  select video.status = 'discovered'
    or coalesce(
      video.rule in ('older', 'title_include', 'title_exclude', 'too_short', 'too_long', 'short', 'live'), false)
$$;
