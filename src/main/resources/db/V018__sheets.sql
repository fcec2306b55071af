-- Keys by which spreadsheets at Google are read and written.
create table sheet_connections (
  id         uuid primary key,
  owner_id   uuid not null references users,
  name       text not null check (length(name) between 1 and 100),
  kind       text not null check (kind in ('api_key', 'service_account')),
  -- Whom a sheet has to be shared with.
  email      text check (length(email) <= 320),
  -- The key, encrypted (AES-256-GCM) for this row alone.
  sealed     bytea not null,
  created_at timestamptz not null default now(),
  -- When Google was last asked with it, and the newest trouble that it had.
  used_at    timestamptz,
  error      text,
  error_at   timestamptz,
  constraint only_a_service_account_has_an_address check ((kind = 'service_account') = (email is not null)),
  constraint an_error_has_its_time check ((error is null) = (error_at is null))
);
create index sheet_connections_owner on sheet_connections (owner_id, id desc);
