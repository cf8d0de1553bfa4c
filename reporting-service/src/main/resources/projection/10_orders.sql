-- reads: order.OrderReceived.v1 order.OrderAccepted.v1 order.OrderHeld.v1 order.HoldReleased.v1
-- reads: order.OrderAllocated.v1 order.OrderOutOfStock.v1 order.OrderReleased.v1
-- reads: order.CancellationRequested.v1 order.OrderCancelled.v1 order.OrderShipped.v1
-- reads: order.OrderDelivered.v1 order.OrderCompleted.v1
-- One order's messages share a partition, so the last one in the batch is its newest state.

insert into sales_order as o
  (order_id, channel, shop, channel_order_id, number, order_type, currency, total_minor, placed_at,
   received_at, customer_id, country, state, state_at)
select distinct on (m.body ->> 'orderId')
  m.body ->> 'orderId', m.body ->> 'channel', m.body ->> 'shop', m.body ->> 'channelOrderId',
  m.body ->> 'number', m.body ->> 'orderType', m.body ->> 'currency',
  minor_units(m.body -> 'total'), (m.body ->> 'placedAt')::timestamptz,
  coalesce((m.body ->> 'receivedAt')::timestamptz, m.time), m.body ->> 'customerId',
  m.body ->> 'country', 'RECEIVED', m.time
from incoming m
where m.type = 'order.OrderReceived.v1'
order by m.body ->> 'orderId', m.n desc
on conflict (order_id) do update set
  received_at = coalesce(o.received_at, excluded.received_at);

insert into sales_order as o
  (order_id, channel, shop, channel_order_id, number, order_type, currency, total_minor,
   shipping_net_minor, payment_status, placed_at, accepted_at, customer_id, country, state,
   state_at)
select distinct on (m.body ->> 'orderId')
  m.body ->> 'orderId', m.body ->> 'channel', m.body ->> 'shop', m.body ->> 'channelOrderId',
  m.body ->> 'number', m.body ->> 'orderType', m.body ->> 'currency',
  minor_units(m.body -> 'total'), coalesce(minor_units(m.body -> 'shippingNet'), 0),
  m.body ->> 'paymentStatus', (m.body ->> 'placedAt')::timestamptz,
  coalesce((m.body ->> 'acceptedAt')::timestamptz, m.time), m.body ->> 'customerId',
  m.body ->> 'country', 'ACCEPTED', m.time
from incoming m
where m.type = 'order.OrderAccepted.v1'
order by m.body ->> 'orderId', m.n desc
on conflict (order_id) do update set
  total_minor = excluded.total_minor,
  shipping_net_minor = excluded.shipping_net_minor,
  payment_status = excluded.payment_status,
  accepted_at = excluded.accepted_at,
  customer_id = coalesce(excluded.customer_id, o.customer_id),
  country = coalesce(excluded.country, o.country);

insert into order_line
  (order_id, line_id, sku, quantity, currency, unit_price_minor, net_minor, tax_minor)
select distinct on (m.body ->> 'orderId', l."lineId")
  m.body ->> 'orderId', l."lineId", l.sku, l.quantity, l.net ->> 'currency',
  minor_units(l."unitPrice"), minor_units(l.net), minor_units(l.tax)
from incoming m
cross join jsonb_to_recordset(required_list(m.body, 'lines'))
  as l("lineId" text, sku text, quantity bigint, "unitPrice" jsonb, net jsonb, tax jsonb)
where m.type = 'order.OrderAccepted.v1'
order by m.body ->> 'orderId', l."lineId", m.n desc
on conflict (order_id, line_id) do update set
  sku = excluded.sku, quantity = excluded.quantity, unit_price_minor = excluded.unit_price_minor,
  net_minor = excluded.net_minor, tax_minor = excluded.tax_minor;

update sales_order o set
  state = c.state,
  state_at = c.time,
  released_at = coalesce(o.released_at, c.released_at),
  shipped_at = coalesce(c.shipped_at, o.shipped_at),
  delivered_at = coalesce(o.delivered_at, c.delivered_at),
  completed_at = coalesce(o.completed_at, c.completed_at),
  cancelled_at = coalesce(o.cancelled_at, c.cancelled_at),
  cancellation_reason = coalesce(o.cancellation_reason, c.cancellation_reason)
from (
  select order_id,
    (array_agg(state order by n desc))[1] as state,
    max(time) as time,
    min(at) filter (where state = 'RELEASED') as released_at,
    max(at) filter (where state = 'SHIPPED') as shipped_at,
    min(at) filter (where state = 'DELIVERED') as delivered_at,
    min(at) filter (where state = 'COMPLETED') as completed_at,
    min(at) filter (where state = 'CANCELLED') as cancelled_at,
    min(reason) filter (where state = 'CANCELLED') as cancellation_reason
  from (
    select m.n, m.body ->> 'orderId' as order_id, m.time, m.body ->> 'reason' as reason,
      case m.type
        when 'order.OrderReceived.v1' then 'RECEIVED'
        when 'order.OrderAccepted.v1' then 'ACCEPTED'
        when 'order.OrderAllocated.v1' then 'ALLOCATED'
        when 'order.OrderOutOfStock.v1' then 'OUT_OF_STOCK'
        -- a later release of an order says nothing about where it stands
        when 'order.OrderReleased.v1' then
          case when coalesce((m.body ->> 'release')::bigint, 1) = 1 then 'RELEASED' end
        when 'order.CancellationRequested.v1' then 'CANCELLATION_REQUESTED'
        when 'order.OrderCancelled.v1' then 'CANCELLED'
        when 'order.OrderShipped.v1' then
          case when (m.body ->> 'complete')::boolean then 'SHIPPED' else 'PARTIALLY_SHIPPED' end
        when 'order.OrderDelivered.v1' then 'DELIVERED'
        when 'order.OrderCompleted.v1' then 'COMPLETED'
      end as state,
      coalesce(
        case m.type
          when 'order.OrderReleased.v1' then (m.body ->> 'releasedAt')::timestamptz
          when 'order.OrderShipped.v1' then (m.body ->> 'shippedAt')::timestamptz
          when 'order.OrderDelivered.v1' then (m.body ->> 'deliveredAt')::timestamptz
          when 'order.OrderCompleted.v1' then (m.body ->> 'completedAt')::timestamptz
          when 'order.OrderCancelled.v1' then (m.body ->> 'cancelledAt')::timestamptz
        end, m.time) as at
    from incoming m
  ) step
  where state is not null
  group by order_id
) c
where o.order_id = c.order_id;

insert into order_hold (order_id, hold_id, reason, detail, owner, due_at, held_at)
select m.body ->> 'orderId', m.body ->> 'holdId', m.body ->> 'reason', m.body ->> 'detail',
  m.body ->> 'owner', (m.body ->> 'dueAt')::timestamptz, m.time
from incoming m
where m.type = 'order.OrderHeld.v1'
order by m.n
on conflict (order_id, hold_id) do nothing;

update order_hold h set released_at = m.time, released_by = m.body ->> 'releasedBy'
from incoming m
where m.type = 'order.HoldReleased.v1'
  and h.order_id = m.body ->> 'orderId' and h.hold_id = m.body ->> 'holdId'
  and h.released_at is null;
