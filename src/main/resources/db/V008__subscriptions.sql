-- What agents asked hubs to tell them of (WebSub, W3C Recommendation of 2018).
create table subscriptions (
  id               uuid primary key,
  -- Null once the agent is deleted, while the hub is still to be told so.
  agent_id         uuid references agents on delete set null,
  owner_id         uuid not null references users,
  -- Where the feed was when somebody began to follow it, and whether a person named it rather than a channel.
  source           text not null check (length(source) <= 2048),
  given            boolean not null,
  -- What the hub is asked for: the name that the feed gives itself.
  topic            text not null check (length(topic) <= 2048),
  -- Whose videos are taken; null takes those of any.
  channel_id       text check (channel_id ~ '^UC[A-Za-z0-9_-]{22}$'),
  hub              text check (length(hub) <= 2048),
  -- How the hub was told to reach this server, before the token.
  callback_base    text,
  -- SHA-256 of the token in the callback's URL.
  token_hash       bytea not null unique check (length(token_hash) = 32),
  -- The token and the secret that notices are signed with, encrypted.
  sealed           bytea,
  state            text not null default 'pending'
                   check (state in ('pending', 'active', 'denied', 'ending', 'ended')),
  confirmed_at     timestamptz,
  lease_until      timestamptz,
  -- The number and time of the newest request, and when the hub took it, and when it confirmed or denied it.
  asked            bigint not null default 0,
  asked_at         timestamptz,
  accepted_at      timestamptz,
  answered_at      timestamptz,
  -- When the hub is to be asked next.
  next_at          timestamptz default now(),
  -- Requests in a row that came to nothing, since when, and what was wrong with the newest one.
  failures         integer not null default 0 check (failures >= 0),
  failing_since    timestamptz,
  error            text,
  -- Signed notices; those with a wrong signature or none; signed ones that told of no video of the channel; and videos
  -- that should have been told of and were not.
  notices          bigint not null default 0,
  rejected         bigint not null default 0,
  ignored          bigint not null default 0,
  missed           bigint not null default 0,
  last_notice_at   timestamptz,
  last_rejected_at timestamptz,
  last_missed_at   timestamptz,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  constraint an_active_one_has_a_lease check (state <> 'active' or lease_until is not null),
  constraint only_an_ended_one_has_no_secret check ((state = 'ended') = (sealed is null)),
  constraint an_ended_one_asks_no_more check (state <> 'ended' or next_at is null)
);
create unique index subscriptions_followed on subscriptions (agent_id) where state in ('pending', 'active', 'denied');
create index subscriptions_agent on subscriptions (agent_id, id desc);
create index subscriptions_due on subscriptions (next_at) where next_at is not null;
create index subscriptions_ended on subscriptions (updated_at) where state = 'ended';

-- A hub is told when the agent that it tells of videos is deleted; one that cannot be told forgets when the lease ends.
create function agent_unfollows() returns trigger
language plpgsql as $$
begin
  update subscriptions
  set state = 'ending', next_at = now(), failures = 0, failing_since = null, error = null, updated_at = now(),
    lease_until = coalesce(lease_until, case when hub is null then now() else now() + interval '1 day' end)
  where agent_id = old.id
    and state in ('pending', 'active', 'denied');
  return old;
end
$$;
create trigger agents_unfollow before delete on agents
  for each row execute function agent_unfollows();
