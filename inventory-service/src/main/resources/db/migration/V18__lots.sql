-- Lots as the ledger knows them.
create table stock_lot (
  pool        text    not null,
  sku         text    not null,
  lot         text    not null,
  -- from then on it is not promised any more; null: never
  expires_at  timestamptz,
  held        boolean not null default false,
  hold_reason text,
  primary key (pool, sku, lot)
);
create index stock_lot_sku on stock_lot (sku, lot);
