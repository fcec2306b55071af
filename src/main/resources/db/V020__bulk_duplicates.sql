-- An item that runs after all, because its job was tried again by itself, is no duplicate any more.
create or replace function item_follows_its_job() returns trigger
language plpgsql as $$
declare
  -- What runs again has been counted as pending already.
  was bulk_items;
begin
  select *
  into was
  from bulk_items
  where bulk_job_id = new.bulk_job_id
    and item = new.bulk_item
    and job_id = new.id
  for no key update;
  if not found then
    return null;
  end if;
  update bulk_items
  set status = new.status,
    cause = case
      when new.status in ('cancelled', 'skipped') and new.error ->> 'cause' = 'deadline' then 'deadline'
      when new.status = 'cancelled' then 'cancelled'
      when new.status = 'skipped' then 'by_hand'
    end,
    message = new.error ->> 'message',
    title = coalesce(new.title, title),
    episode_id = coalesce((new.result ->> 'episodeId')::uuid, episode_id),
    fed = new.status = 'pending',
    started_at = new.started_at,
    finished_at = new.finished_at
  where bulk_job_id = new.bulk_job_id
    and item = new.bulk_item;
  if was.status <> new.status then
    insert into bulk_changes (bulk_job_id, old_status, new_status, items, duplicates, seconds)
    values (new.bulk_job_id, was.status, new.status, 1,
      case when was.cause = 'duplicate' then -1 else 0 end,
      case when new.status = 'completed'
        then extract(epoch from new.finished_at - new.started_at) else 0 end);
  end if;
  return null;
end
$$;
