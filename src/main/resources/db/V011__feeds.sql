-- What goes out of the server: feeds of several agents, addresses of private feeds, and what the hub was told.

create table combined_feeds (
  id           uuid primary key,
  owner_id     uuid not null references users,
  name         text not null check (length(name) between 1 and 200),
  -- Of a name space of its own: an agent may have the same.
  slug         text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
  data         jsonb not null default '{}',
  private_feed boolean not null default false,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now()
);
create index combined_feeds_owner on combined_feeds (owner_id, lower(name), id);

create table combined_feed_agents (
  feed_id  uuid not null references combined_feeds on delete cascade,
  agent_id uuid not null references agents on delete cascade,
  primary key (feed_id, agent_id)
);
create index combined_feed_agents_agent on combined_feed_agents (agent_id);

-- One row for every feed, an agent's own or a combined one; its id is the agent's or the combined feed's.
create table feed_states (
  feed_id       uuid primary key,
  agent_id      uuid references agents on delete cascade,
  combined_id   uuid references combined_feeds on delete cascade,
  -- Rises whenever anything in the feed changes.
  version       bigint not null default 1,
  changed_at    timestamptz not null default now(),
  -- The feed's podcast:guid, kept from the first time that it was written: it stays when the server's address changes.
  guid          uuid,
  -- When the hub is to be told next; null when it knows, or must not.
  ping_at       timestamptz,
  -- How often it was tried since it last went well.
  ping_attempts smallint not null default 0,
  -- What it was told last, and when.
  pinged        bigint not null default 0,
  pinged_at     timestamptz,
  -- One sentence for people: why it could not be told.
  ping_error    text,
  constraint a_state_is_of_one_feed check (num_nonnulls(agent_id, combined_id) = 1
    and feed_id = coalesce(agent_id, combined_id))
);
create index feed_states_pings on feed_states (ping_at) where ping_at is not null;
insert into feed_states (feed_id, agent_id)
select id, id
from agents;

-- An address of a feed for one listener, by the SHA-256 of its token.
create table feed_tokens (
  id         uuid primary key,
  feed_id    uuid not null references feed_states on delete cascade,
  token_hash bytea not null unique check (length(token_hash) = 32),
  -- Whose it is.
  name       text not null check (length(name) between 1 and 100),
  created_at timestamptz not null default now(),
  -- When the feed was last read with it, to the minute.
  used_at    timestamptz
);
create index feed_tokens_feed on feed_tokens (feed_id, id);

-- Every feed with what it says of itself.
create view feeds as
select state.feed_id as id, coalesce(agents.owner_id, combined_feeds.owner_id) as owner_id, state.agent_id,
  state.combined_id, coalesce(agents.slug, combined_feeds.slug) as slug,
  coalesce(agents.name, combined_feeds.name) as name, coalesce(agents.feed, combined_feeds.data) as data,
  coalesce(agents.private_feed, combined_feeds.private_feed) as private_feed,
  case when state.agent_id is not null then agents.artwork else (
    select member.artwork
    from combined_feed_agents
    join agents as member on member.id = combined_feed_agents.agent_id
    where combined_feed_agents.feed_id = state.combined_id
      and member.artwork is not null
      and (combined_feeds.private_feed or not member.private_feed)
    order by lower(member.name), member.id
    limit 1
  ) end as artwork,
  state.version, state.changed_at, state.guid, state.ping_at, state.ping_attempts, state.pinged, state.pinged_at,
  state.ping_error
from feed_states as state
left join agents on agents.id = state.agent_id
left join combined_feeds on combined_feeds.id = state.combined_id;

-- The hub is told a second later, so that several changes at once are told once. It never hears of a private feed, whose
-- address is a secret.
create function feeds_changed(changed uuid[]) returns void
language sql as $$
  with locked as (
    select feed_id
    from feed_states
    where feed_id = any (changed)
    order by feed_id
    for update
  )
  update feed_states
  set version = feed_states.version + 1, changed_at = now(),
    ping_at = case when not feeds.private_feed then now() + interval '1 second' end
  from locked
  join feeds on feeds.id = locked.feed_id
  where feed_states.feed_id = locked.feed_id
$$;

-- An agent's own feed and those that it is combined into.
create function feeds_of(agents_changed uuid[]) returns uuid[]
language sql stable as $$
  select coalesce(array_agg(feed_id), '{}')
  from (
    select unnest(agents_changed) as feed_id
    union
    select feed_id
    from combined_feed_agents
    where agent_id = any (agents_changed)
  ) as feed
$$;

create function agent_has_a_feed() returns trigger
language plpgsql as $$
begin
  insert into feed_states (feed_id, agent_id)
  values (new.id, new.id);
  return null;
end
$$;
create trigger agents_feed after insert on agents
  for each row execute function agent_has_a_feed();

create function feed_follows_its_agent() returns trigger
language plpgsql as $$
begin
  perform feeds_changed(feeds_of(array[new.id]));
  return null;
end
$$;
create trigger agents_feed_changed after update of name, slug, feed, artwork, private_feed on agents
  for each row when ((old.name, old.slug, old.feed, old.artwork, old.private_feed)
    is distinct from (new.name, new.slug, new.feed, new.artwork, new.private_feed))
  execute function feed_follows_its_agent();

-- By statements, not by rows: an agent's thousand episodes that are taken back at once change its feed once.
create function feeds_follow_new_episodes() returns trigger
language plpgsql as $$
declare
  changed uuid[] := array(select distinct agent_id from after where published and agent_id is not null);
begin
  if changed <> '{}' then
    perform feeds_changed(feeds_of(changed));
  end if;
  return null;
end
$$;
create trigger episodes_feed_inserted after insert on episodes
  referencing new table as after
  for each statement execute function feeds_follow_new_episodes();

create function feeds_follow_changed_episodes() returns trigger
language plpgsql as $$
declare
  changed uuid[] := array(
    select agent_id from before where published and agent_id is not null
    union
    select agent_id from after where published and agent_id is not null);
begin
  if changed <> '{}' then
    perform feeds_changed(feeds_of(changed));
  end if;
  return null;
end
$$;
create trigger episodes_feed_updated after update on episodes
  referencing old table as before new table as after
  for each statement execute function feeds_follow_changed_episodes();

create function feeds_follow_deleted_episodes() returns trigger
language plpgsql as $$
declare
  changed uuid[] := array(select distinct agent_id from before where published and agent_id is not null);
begin
  if changed <> '{}' then
    perform feeds_changed(feeds_of(changed));
  end if;
  return null;
end
$$;
create trigger episodes_feed_deleted after delete on episodes
  referencing old table as before
  for each statement execute function feeds_follow_deleted_episodes();

create function combined_feed_has_a_state() returns trigger
language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into feed_states (feed_id, combined_id)
    values (new.id, new.id);
  else
    perform feeds_changed(array[new.id]);
  end if;
  return null;
end
$$;
create trigger combined_feeds_state after insert or update on combined_feeds
  for each row execute function combined_feed_has_a_state();

-- An agent that is deleted leaves the combined feeds it was in.
create function feed_follows_its_agents() returns trigger
language plpgsql as $$
begin
  perform feeds_changed(array[coalesce(new.feed_id, old.feed_id)]);
  return null;
end
$$;
create trigger combined_feed_agents_changed after insert or delete on combined_feed_agents
  for each row execute function feed_follows_its_agents();
