-- What a job was given beside its files: what a render job makes a video of. A row of its own, so that the table of jobs
-- stays narrow.
create table job_inputs (
  job_id uuid primary key references jobs on delete cascade,
  body   jsonb not null
);

-- A file in storage as JSON, as audio is: an episode has one or the other.
alter table episodes add column video jsonb;
