-- Snapshots of the stock ledger: they save time when a partition is recovered, nothing else.
create table ledger_snapshot (
  id              bigint generated always as identity primary key,
  partition       int         not null,
  next_log_offset bigint      not null,
  chunks          int         not null,
  taken_at        timestamptz not null default now()
);
create index ledger_snapshot_newest on ledger_snapshot (partition, id desc);

create table ledger_snapshot_chunk (
  snapshot bigint not null references ledger_snapshot on delete cascade,
  number   int    not null,
  crc32c   bigint not null,
  bytes    bytea  not null,
  primary key (snapshot, number)
);
alter table ledger_snapshot_chunk alter column bytes set storage external;
