-- What replenishment looks at. Demand and stock are sums over inventory's messages; the position
-- stored with them says which messages are in.

alter table purchase_order add column placed_at timestamptz, add column received_at timestamptz;

create table supplier_item (
  supplier_id      text collate "C" not null references supplier,
  sku              text collate "C" not null,
  currency         char(3) not null,
  unit_cost_minor  bigint  not null check (unit_cost_minor >= 0),
  minimum_quantity bigint  not null check (minimum_quantity > 0),
  order_multiple   bigint  not null check (order_multiple > 0),
  lead_time_days   int,
  rank             int     not null,
  primary key (supplier_id, sku)
);
create index supplier_item_sku on supplier_item (sku, rank, supplier_id);

create table daily_demand (
  pool  text collate "C" not null,
  sku   text collate "C" not null,
  day   date   not null,
  units bigint not null,
  primary key (pool, sku, day)
) with (fillfactor = 80);

create table available_stock (
  pool  text collate "C" not null,
  sku   text collate "C" not null,
  units bigint      not null,
  as_of timestamptz not null,
  primary key (pool, sku)
) with (fillfactor = 80);

create table demand_position (
  topic       text   not null,
  partition   int    not null,
  next_offset bigint not null,
  primary key (topic, partition)
);
