-- The one rebuild of the projection that is under way, or was last.
create table projection_rebuild (
  id            int primary key check (id = 1),
  run           uuid        not null,
  state         text        not null,
  started_by    text        not null,
  started_at    timestamptz not null,
  updated_at    timestamptz not null,
  entries       bigint      not null default 0,
  entries_per_s bigint      not null default 0,
  remaining     bigint,
  eta_seconds   bigint,
  report        jsonb,
  failure       text
);
