-- What is written of a job in its course is written by whoever holds its row, by the thousand a second; looking for the
-- job once more for each row would cost more than the row. It goes when the job goes.
alter table job_stages drop constraint job_stages_job_id_fkey;
alter table job_attempts drop constraint job_attempts_job_id_fkey;
alter table job_events drop constraint job_events_job_id_fkey;
alter table job_logs drop constraint job_logs_job_id_fkey;

create or replace function jobs_deleted() returns trigger
language plpgsql as $$
begin
  insert into job_count_changes (owner_id, agent_id, type, status, hour, jobs, seconds)
  select owner_id, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), type, status, null, -count(*),
    -coalesce(sum(extract(epoch from finished_at - started_at)), 0)
  from deleted
  group by 1, 2, 3, 4;
  delete from job_search using deleted where job_search.job_id = deleted.id;
  delete from job_stages using deleted where job_stages.job_id = deleted.id;
  delete from job_attempts using deleted where job_attempts.job_id = deleted.id;
  delete from job_events using deleted where job_events.job_id = deleted.id;
  delete from job_logs using deleted where job_logs.job_id = deleted.id;
  return null;
end
$$;

create or replace function jobs_emptied() returns trigger
language plpgsql as $$
begin
  truncate job_search, job_search_changes, job_counts, job_count_changes, job_periods, job_stages, job_attempts,
    job_events, job_logs;
  return null;
end
$$;

-- An event's body is made where it is told, of the row that the change left.
drop function job_event_body(jobs, text);
