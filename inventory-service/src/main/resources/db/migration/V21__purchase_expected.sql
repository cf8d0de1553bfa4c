-- What purchase orders are to bring, until they are closed: who closes one does not say what it was.
create table purchase_expected (
  purchase_order_id text not null,
  pool              text not null,
  location_id       text not null,
  sku               text not null,
  primary key (purchase_order_id, pool, location_id, sku)
);
insert into purchase_expected
select distinct inbound_id, pool, location_id, sku from stock_inbound where not in_transit;
