-- Keys that several servers share, each encrypted with the secret that only the servers know (AES-256-GCM).
create table secrets (
  name       text primary key,
  sealed     bytea not null,
  created_at timestamptz not null default now()
);
