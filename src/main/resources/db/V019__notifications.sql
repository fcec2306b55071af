-- What people are told of what happened: in their inbox, and by calls to addresses of theirs.

create table notifications (
  id         uuid primary key,
  owner_id   uuid not null references users,
  kind       text not null check (kind in ('bulk', 'job', 'system', 'security')),
  title      text not null,
  -- One sentence.
  text       text not null,
  -- A path of the web UI; null where there is nothing to see.
  link       text check (link like '/%'),
  created_at timestamptz not null default now(),
  -- Null while it is unread.
  read_at    timestamptz
);
create index notifications_owner on notifications (owner_id, id desc);
create index notifications_unread on notifications (owner_id, id desc) where read_at is null;
create index notifications_read on notifications (read_at) where read_at is not null;

create table webhooks (
  id             uuid primary key,
  owner_id       uuid not null references users,
  url            text not null,
  -- What calls are signed with, encrypted.
  sealed_secret  bytea not null,
  -- The types of events that it is called for; empty for all.
  events         text[] not null default '{}',
  created_at     timestamptz not null default now(),
  -- Since when it is not called any more, because it said that it is gone; null while it is.
  off_at         timestamptz,
  -- A server is calling it until then, unless it says otherwise before: one call at a time.
  busy_until     timestamptz,
  -- The newest call, and what came of it: the HTTP status when there was an answer, and one sentence when it went wrong.
  called_at      timestamptz,
  last_status    smallint,
  last_error     text
);
create index webhooks_owner on webhooks (owner_id, id);

-- One event for one webhook.
create table webhook_deliveries (
  id          uuid primary key,
  webhook_id  uuid not null references webhooks on delete cascade,
  type        text not null,
  -- What is told.
  data        jsonb not null,
  -- Members of what is told that are paths on this server: they become addresses when it is sent.
  links       jsonb not null default '{}',
  state       text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  -- When it is tried next; null once it has ended.
  due_at      timestamptz default now(),
  attempts    integer not null default 0,
  last_status smallint,
  last_error  text,
  created_at  timestamptz not null default now(),
  ended_at    timestamptz,
  constraint what_waits_is_due_sometime check ((state = 'waiting') = (due_at is not null)),
  constraint what_does_not_has_ended check ((state = 'waiting') = (ended_at is null))
);
create index webhook_deliveries_due on webhook_deliveries (webhook_id, due_at) where state = 'waiting';
create index webhook_deliveries_ended on webhook_deliveries (ended_at) where state <> 'waiting';
