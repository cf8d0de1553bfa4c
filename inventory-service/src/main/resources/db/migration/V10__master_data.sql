-- What the people who keep the catalogue say. The stock ledger is told of every change.

create table pool (
  pool       text primary key,
  opened_at  timestamptz not null
);

create table location (
  location_id text primary key,
  pool        text        not null references pool,
  name        text        not null,
  country     text        not null,
  priority    int         not null check (priority >= 0),
  changed_at  timestamptz not null
);

create table item (
  sku                 text primary key,
  pool                text        not null references pool,
  name                text        not null,
  unit_of_measure     text        not null,
  standard_cost_minor bigint check (standard_cost_minor >= 0),
  currency            char(3),
  changed_at          timestamptz not null,
  check ((standard_cost_minor is null) = (currency is null))
);
