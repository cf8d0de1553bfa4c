-- reads: fulfillment.FulfillmentOrderCreated.v1 fulfillment.Picked.v1 fulfillment.Packed.v1
-- reads: fulfillment.ShortPicked.v1 fulfillment.ShipmentShipped.v1
-- reads: fulfillment.ShipmentDelivered.v1 fulfillment.FulfillmentOrderCancelled.v1

insert into fulfillment_order (fulfillment_order_id, order_id, location_id, state, created_at)
select m.body ->> 'fulfillmentOrderId', m.body ->> 'orderId', m.body ->> 'locationId', 'CREATED',
  m.time
from incoming m
where m.type = 'fulfillment.FulfillmentOrderCreated.v1'
order by m.n
on conflict (fulfillment_order_id) do nothing;

insert into fulfillment_line (fulfillment_order_id, line_id, sku, quantity)
select m.body ->> 'fulfillmentOrderId', l."lineId", l.sku, sum(l.quantity)
from incoming m
cross join jsonb_to_recordset(required_list(m.body, 'lines'))
  as l("lineId" text, sku text, quantity bigint)
where m.type = 'fulfillment.FulfillmentOrderCreated.v1'
group by 1, 2, 3, m.source, m.id
order by min(m.n)
on conflict (fulfillment_order_id, line_id) do nothing;

update fulfillment_line f set short_quantity = s.short_quantity
from (
  select distinct on (m.body ->> 'fulfillmentOrderId', l."lineId")
    m.body ->> 'fulfillmentOrderId' as fulfillment_order_id, l."lineId" as line_id,
    greatest(l.expected - l.picked, 0) as short_quantity
  from incoming m
  cross join jsonb_to_recordset(required_list(m.body, 'lines'))
    as l("lineId" text, expected bigint, picked bigint)
  where m.type = 'fulfillment.ShortPicked.v1'
  order by m.body ->> 'fulfillmentOrderId', l."lineId", m.n desc
) s
where f.fulfillment_order_id = s.fulfillment_order_id and f.line_id = s.line_id;

update fulfillment_order f set
  state = c.state,
  picked_at = coalesce(f.picked_at, c.picked_at),
  packed_at = coalesce(f.packed_at, c.packed_at),
  shipped_at = coalesce(f.shipped_at, c.shipped_at),
  delivered_at = coalesce(f.delivered_at, c.delivered_at),
  cancelled_at = coalesce(f.cancelled_at, c.cancelled_at)
from (
  select fulfillment_order_id,
    (array_agg(state order by n desc))[1] as state,
    min(at) filter (where state = 'PICKED') as picked_at,
    min(at) filter (where state = 'PACKED') as packed_at,
    min(at) filter (where state = 'SHIPPED') as shipped_at,
    min(at) filter (where state = 'DELIVERED') as delivered_at,
    min(at) filter (where state = 'CANCELLED') as cancelled_at
  from (
    select m.n, m.body ->> 'fulfillmentOrderId' as fulfillment_order_id,
      case m.type
        when 'fulfillment.Picked.v1' then 'PICKED'
        when 'fulfillment.ShortPicked.v1' then 'SHORT_PICKED'
        when 'fulfillment.Packed.v1' then 'PACKED'
        when 'fulfillment.ShipmentShipped.v1' then 'SHIPPED'
        when 'fulfillment.ShipmentDelivered.v1' then 'DELIVERED'
        when 'fulfillment.FulfillmentOrderCancelled.v1' then 'CANCELLED'
      end as state,
      coalesce((m.body ->> 'shippedAt')::timestamptz, (m.body ->> 'deliveredAt')::timestamptz,
        m.time) as at
    from incoming m
  ) step
  where state is not null
  group by fulfillment_order_id
) c
where f.fulfillment_order_id = c.fulfillment_order_id;

insert into shipment
  (shipment_id, fulfillment_order_id, order_id, location_id, reservation_id, carrier,
   tracking_number, shipped_at)
select m.body ->> 'shipmentId', m.body ->> 'fulfillmentOrderId', m.body ->> 'orderId',
  m.body ->> 'locationId', m.body ->> 'reservationId', m.body ->> 'carrier',
  m.body ->> 'trackingNumber', coalesce((m.body ->> 'shippedAt')::timestamptz, m.time)
from incoming m
where m.type = 'fulfillment.ShipmentShipped.v1'
order by m.n
on conflict (shipment_id) do nothing;

insert into shipment_line (shipment_id, line_id, order_id, sku, quantity)
select m.body ->> 'shipmentId', l."lineId", m.body ->> 'orderId', l.sku, sum(l.quantity)
from incoming m
cross join jsonb_to_recordset(required_list(m.body, 'lines'))
  as l("lineId" text, sku text, quantity bigint)
where m.type = 'fulfillment.ShipmentShipped.v1'
group by 1, 2, 3, 4, m.source, m.id
order by min(m.n)
on conflict (shipment_id, line_id) do nothing;

update shipment s set delivered_at = coalesce((m.body ->> 'deliveredAt')::timestamptz, m.time)
from incoming m
where m.type = 'fulfillment.ShipmentDelivered.v1'
  and s.shipment_id = m.body ->> 'shipmentId' and s.delivered_at is null;
