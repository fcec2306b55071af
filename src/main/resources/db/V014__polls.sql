-- Looks at the feeds of channels that are followed, in case a hub lost something. A feed is read once for all agents.
create table polls (
  source    text primary key,
  -- When it is read next; while a server reads it, when another may.
  next_at   timestamptz not null default now(),
  -- When it was last read, and what was wrong since.
  polled_at timestamptz,
  failures  integer not null default 0 check (failures >= 0),
  error     text
);
create index polls_due on polls (next_at);
create index subscriptions_source on subscriptions (source) where state in ('pending', 'active', 'denied');
