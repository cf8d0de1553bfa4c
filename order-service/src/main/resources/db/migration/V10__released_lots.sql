-- When lots that were held could be promised again, for promises whose end is told later than that.
create table released_lot (
  pool        text        not null,
  sku         text        not null,
  lot         text        not null,
  released_at timestamptz not null,
  primary key (pool, sku, lot)
);
