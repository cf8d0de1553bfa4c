-- What may be promised to a channel, without adding up what is open or what ever moved.

-- What orders of a channel are promised of an item and have not got yet.
create table stock_channel (
  pool     text   not null,
  sku      text   not null,
  channel  text   not null,
  reserved bigint not null,
  primary key (pool, sku, channel)
) with (fillfactor = 60);

-- What of a position is in lots.
create table stock_lot_position (
  pool        text   not null,
  sku         text   not null,
  location_id text   not null,
  lot         text   not null,
  sellable    bigint not null,
  reserved    bigint not null,
  primary key (pool, sku, location_id, lot)
) with (fillfactor = 60);

-- Reservations that were open already, and those that had been.
insert into stock_channel (pool, sku, channel, reserved)
select pool, sku, channel, sum(units) from (
  select r.pool, a.unit ->> 'sku' as sku, r.channel, 0 as units
  from stock_reservation r cross join lateral jsonb_array_elements(r.allocations) as a(unit)
  where r.channel is not null and jsonb_typeof(r.allocations) = 'array'
  union all
  select r.pool, a.unit ->> 'sku', r.channel, (a.unit ->> 'quantity')::bigint
  from stock_reservation r cross join lateral jsonb_array_elements(
    coalesce(units_less(r.allocations, coalesce(r.shipped, '[]')), '[]')) as a(unit)
  where r.channel is not null and r.state in ('RESERVED', 'BACKORDERED', 'PARTIALLY_SHIPPED')
    and jsonb_typeof(r.allocations) = 'array') u
group by 1, 2, 3;

insert into stock_lot_position (pool, sku, location_id, lot, sellable, reserved)
select pool, sku, location_id, lot, sum(sellable), sum(reserved) from (
  select pool, sku, location_id, lot,
    case status when 'sellable' then quantity else 0 end as sellable, 0 as reserved
  from stock_movement where lot <> ''
  union all
  select r.pool, a.unit ->> 'sku', a.unit ->> 'locationId', a.unit ->> 'lot', 0,
    (a.unit ->> 'quantity')::bigint
  from stock_reservation r cross join lateral jsonb_array_elements(
    coalesce(units_less(r.allocations, coalesce(r.shipped, '[]')), '[]')) as a(unit)
  where r.state in ('RESERVED', 'BACKORDERED', 'PARTIALLY_SHIPPED')
    and jsonb_typeof(r.allocations) = 'array' and a.unit ->> 'lot' <> '') u
group by 1, 2, 3, 4;

-- The rules that hold are those of the newest version that has some.
create index stock_sourcing_rules on stock_sourcing (pool, version) where rules is not null;
