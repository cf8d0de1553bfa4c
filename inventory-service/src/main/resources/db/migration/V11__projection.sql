-- Follows inventory.log; can be emptied and read again from its beginning.

create table stock_position (
  pool        text   not null,
  sku         text   not null,
  location_id text   not null,
  sellable    bigint not null,
  quarantine  bigint not null,
  damaged     bigint not null,
  reserved    bigint not null,
  primary key (pool, sku, location_id)
) with (fillfactor = 60);
create index stock_position_location on stock_position (location_id, sku);

create table stock_reservation (
  reservation_id text primary key,
  pool           text        not null,
  order_id       text        not null,
  state          text        not null,
  reason         text,
  channel        text,
  priority       int,
  expires_at     timestamptz,
  rule_version   int,
  -- what is promised, line by line, and why there; null when nothing was
  allocations    jsonb,
  explanation    jsonb,
  shortages      jsonb,
  events         int         not null,
  decided_at     timestamptz not null,
  changed_at     timestamptz not null
) with (fillfactor = 70);
create index stock_reservation_order on stock_reservation (order_id);

create table stock_movement (
  pool           text        not null,
  sku            text        not null,
  sequence       bigint      not null,
  location_id    text        not null,
  kind           text        not null,
  quantity       bigint      not null,
  status         text        not null,
  reason         text,
  reference_type text        not null,
  reference_id   text        not null,
  order_id       text,
  discrepancy    bigint      not null,
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null,
  primary key (pool, sku, sequence)
);
create index stock_movement_reference on stock_movement (reference_id);

create table projection_position (
  log_partition int primary key,
  next_offset   bigint not null
);
