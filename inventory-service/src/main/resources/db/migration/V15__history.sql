-- What stock was at an instant, without adding up everything that ever happened.

alter table stock_movement add column lot text not null default '';
create index stock_movement_lot on stock_movement (sku, lot, pool, sequence) where lot <> '';
-- small, and good enough for periods: rows come in the order of their time
create index stock_movement_recorded_at on stock_movement using brin (recorded_at);
-- one row in 256: where an item's history is long enough to be closed
create index stock_movement_to_close on stock_movement (pool, sku, sequence)
  where sequence % 256 = 0;

create index stock_position_sku on stock_position (sku);

-- Movements added up by the hours in which they happened and were written down. Within an item
-- movements are numbered as they are written down, so each row also says which they are.
create table stock_hour (
  pool           text        not null,
  sku            text        not null,
  location_id    text        not null,
  lot            text        not null,
  status         text        not null,
  occurred_hour  timestamptz not null,
  recorded_hour  timestamptz not null,
  units          bigint      not null,
  first_sequence bigint      not null,
  last_sequence  bigint      not null,
  primary key (pool, sku, occurred_hour, recorded_hour, location_id, lot, status)
) with (fillfactor = 80);

-- Up to which movement an item's history is added up.
create table stock_closed (
  pool     text   not null,
  sku      text   not null,
  sequence bigint not null,
  primary key (pool, sku)
);
