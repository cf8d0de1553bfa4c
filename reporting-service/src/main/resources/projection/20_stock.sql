-- reads: inventory.StockMoved.v1 inventory.AvailabilityChanged.v1 inventory.ItemDefined.v1
-- reads: inventory.LocationDefined.v1 inventory.StockReserved.v1 inventory.ReservationReleased.v1
-- reads: inventory.ReservationShipped.v1 inventory.ReservationExpired.v1
-- reads: inventory.ReservationBroken.v1

insert into item (sku, name, pool, currency, standard_cost_minor, unit_of_measure)
select distinct on (m.body ->> 'sku')
  m.body ->> 'sku', coalesce(m.body ->> 'name', m.body ->> 'sku'), m.body ->> 'pool',
  m.body -> 'standardCost' ->> 'currency', minor_units(m.body -> 'standardCost'),
  m.body ->> 'unitOfMeasure'
from incoming m
where m.type = 'inventory.ItemDefined.v1'
order by m.body ->> 'sku', m.n desc
on conflict (sku) do update set
  name = excluded.name, pool = excluded.pool, currency = excluded.currency,
  standard_cost_minor = excluded.standard_cost_minor,
  unit_of_measure = excluded.unit_of_measure;

insert into location (location_id, name, pool, country)
select distinct on (m.body ->> 'locationId')
  m.body ->> 'locationId', coalesce(m.body ->> 'name', m.body ->> 'locationId'),
  m.body ->> 'pool', m.body ->> 'country'
from incoming m
where m.type = 'inventory.LocationDefined.v1'
order by m.body ->> 'locationId', m.n desc
on conflict (location_id) do update set
  name = excluded.name, pool = excluded.pool, country = excluded.country;

-- A movement is a difference, so only those seen for the first time change a position.
with moved as (
  insert into stock_movement
    (movement_id, pool, sku, location_id, kind, status, quantity, reason, reference_type,
     reference_id, order_id, discrepancy, occurred_at)
  select m.body ->> 'movementId', m.body ->> 'pool', m.body ->> 'sku', m.body ->> 'locationId',
    m.body ->> 'kind', coalesce(m.body ->> 'status', 'sellable'),
    (m.body ->> 'quantity')::bigint, m.body ->> 'reason', m.body ->> 'referenceType',
    m.body ->> 'referenceId', m.body ->> 'orderId', (m.body ->> 'discrepancy')::bigint,
    coalesce((m.body ->> 'occurredAt')::timestamptz, m.time)
  from incoming m
  where m.type = 'inventory.StockMoved.v1'
  order by m.n
  on conflict (movement_id) do nothing
  returning pool, sku, location_id, status, quantity, occurred_at
)
insert into stock_position as p (sku, location_id, status, pool, on_hand, changed_at)
select sku, location_id, status, pool, sum(quantity), max(occurred_at)
from moved
group by sku, location_id, status, pool
order by sku, location_id, status, pool
on conflict (sku, location_id, status, pool) do update set
  on_hand = p.on_hand + excluded.on_hand,
  changed_at = greatest(p.changed_at, excluded.changed_at);

insert into availability (sku, channel, pool, available, as_of)
select distinct on (m.body ->> 'sku', coalesce(m.body ->> 'channel', '*'))
  m.body ->> 'sku', coalesce(m.body ->> 'channel', '*'), m.body ->> 'pool',
  (m.body ->> 'available')::bigint, (m.body ->> 'asOf')::timestamptz
from incoming m
where m.type = 'inventory.AvailabilityChanged.v1' and m.body ->> 'takenBack' is null
order by m.body ->> 'sku', coalesce(m.body ->> 'channel', '*'), m.n desc
on conflict (sku, channel) do update set
  pool = excluded.pool, available = excluded.available, as_of = excluded.as_of;

delete from availability a using (
  select distinct on (m.body ->> 'sku', m.body ->> 'channel')
    m.body ->> 'sku' as sku, m.body ->> 'channel' as channel, m.body ->> 'takenBack' is not null as taken_back
  from incoming m
  where m.type = 'inventory.AvailabilityChanged.v1' and m.body ->> 'channel' is not null
  order by m.body ->> 'sku', m.body ->> 'channel', m.n desc) l
where l.taken_back and a.sku = l.sku and a.channel = l.channel;

insert into reservation (reservation_id, order_id, pool, state, state_at)
select m.body ->> 'reservationId', m.body ->> 'orderId', m.body ->> 'pool', 'OPEN', m.time
from incoming m
where m.type = 'inventory.StockReserved.v1'
order by m.n
on conflict (reservation_id) do nothing;

insert into reservation_line (reservation_id, line_id, sku, location_id, quantity)
select m.body ->> 'reservationId', a."lineId", a.sku, a."locationId", sum(a.quantity)
from incoming m
cross join jsonb_to_recordset(required_list(m.body, 'allocations'))
  as a("lineId" text, sku text, "locationId" text, quantity bigint)
where m.type = 'inventory.StockReserved.v1'
group by 1, 2, 3, 4, m.source, m.id
order by min(m.n)
on conflict (reservation_id, line_id, sku, location_id) do nothing;

update reservation_line r set shipped = r.shipped + s.quantity
from (
  select m.body ->> 'reservationId' as reservation_id, l."lineId" as line_id, l.sku,
    l."locationId" as location_id, sum(l.quantity) as quantity
  from incoming m
  cross join jsonb_to_recordset(required_list(m.body, 'lines'))
    as l("lineId" text, sku text, "locationId" text, quantity bigint)
  where m.type = 'inventory.ReservationShipped.v1'
  group by 1, 2, 3, 4
) s
where r.reservation_id = s.reservation_id and r.line_id = s.line_id and r.sku = s.sku
  and r.location_id = s.location_id;

update reservation r set state = e.state, state_at = e.time
from (
  select distinct on (m.body ->> 'reservationId')
    m.body ->> 'reservationId' as reservation_id, m.time,
    case m.type
      when 'inventory.ReservationReleased.v1' then 'RELEASED'
      when 'inventory.ReservationExpired.v1' then 'EXPIRED'
      when 'inventory.ReservationBroken.v1' then 'BROKEN'
      when 'inventory.ReservationShipped.v1' then 'SHIPPED'
    end as state
  from incoming m
  where m.type in ('inventory.ReservationReleased.v1', 'inventory.ReservationExpired.v1',
      'inventory.ReservationBroken.v1')
    or m.type = 'inventory.ReservationShipped.v1' and (m.body ->> 'complete')::boolean
  order by m.body ->> 'reservationId', m.n desc
) e
where r.reservation_id = e.reservation_id and r.state = 'OPEN';
