-- Jobs that were removed while their files are still in storage: storage may be away for a while, and files that nobody
-- knows of would stay for ever.
create table removed_jobs (
  job_id     uuid primary key,
  removed_at timestamptz not null default now()
);

-- An episode never goes because its job does.
alter table episodes
  drop constraint episodes_job_id_fkey,
  add constraint episodes_job_id_fkey foreign key (job_id) references jobs;
