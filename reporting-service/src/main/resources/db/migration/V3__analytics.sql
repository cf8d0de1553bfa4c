-- What analysts read. Amounts are decimals in the currency of their row, instants are UTC, days are
-- days of the business zone. Grants are at the end.
create schema analytics;
comment on schema analytics is
  'Documented views over the read models. Stable: columns are added, never renamed or removed.';

create function analytics.amount(minor bigint, currency text) returns numeric
  language sql immutable strict parallel safe
return (minor / power(10::numeric, currency_digits(currency)))::numeric(24, 4);

create view analytics.data_complete_through as
select case when count(*) = count(complete_through) then min(complete_through) end
  as complete_through
from source_progress;
comment on view analytics.data_complete_through is
  'One row: everything the services recorded before this instant is in the views. Null until '
  'every source was heard from. It stands still when a source or its connector does.';

create view analytics.orders as
select o.order_id, o.channel, o.shop, o.channel_order_id, o.number, o.order_type,
  case when h.reason is not null
      and o.state not in ('CANCELLED', 'SHIPPED', 'DELIVERED', 'COMPLETED')
    then 'ON_HOLD' else o.state end as state,
  h.reason as hold_reason, o.state_at, o.currency,
  analytics.amount(o.total_minor, o.currency) as total,
  o.payment_status, o.customer_id, o.country, o.placed_at, o.received_at, o.accepted_at,
  o.released_at, o.shipped_at, o.delivered_at, o.completed_at, o.cancelled_at,
  o.cancellation_reason
from sales_order o
left join lateral (
  select min(reason) as reason from order_hold
  where order_id = o.order_id and released_at is null
) h on true;
comment on view analytics.orders is
  'One row per order with its present state (ON_HOLD while a hold stands) and the time of each '
  'step. total includes tax and shipping. No personal data: customer_id only.';

create view analytics.order_lines as
select l.order_id, l.line_id, o.channel, o.placed_at, l.sku, i.name as item, l.quantity,
  l.currency, analytics.amount(l.unit_price_minor, l.currency) as unit_price,
  analytics.amount(l.net_minor, l.currency) as net,
  analytics.amount(l.tax_minor, l.currency) as tax
from order_line l
join sales_order o using (order_id)
left join item i using (sku);
comment on view analytics.order_lines is
  'Lines of accepted orders. net is the whole line after discount, without tax.';

create view analytics.shipments as
select s.shipment_id, s.order_id, o.channel, s.location_id, s.carrier, s.tracking_number,
  s.shipped_at, s.delivered_at, l.line_id, l.sku, l.quantity
from shipment s
join shipment_line l using (shipment_id)
left join sales_order o on o.order_id = s.order_id;
comment on view analytics.shipments is 'One row per shipped line.';

create view analytics.stock as
with reserved as (
  select l.sku, l.location_id, sum(l.quantity - l.shipped) as reserved
  from reservation r
  join reservation_line l using (reservation_id)
  where r.state = 'OPEN'
  group by l.sku, l.location_id
)
select p.sku, i.name as item, p.location_id, l.name as location, min(p.pool) as pool,
  sum(p.on_hand)::bigint as on_hand,
  coalesce(sum(p.on_hand) filter (where p.status = 'sellable'), 0)::bigint as sellable,
  coalesce(sum(p.on_hand) filter (where p.status = 'quarantine'), 0)::bigint as quarantine,
  coalesce(sum(p.on_hand) filter (where p.status = 'damaged'), 0)::bigint as damaged,
  greatest(coalesce(max(r.reserved), 0), 0)::bigint as reserved,
  i.currency, analytics.amount(i.standard_cost_minor, i.currency) as standard_cost,
  analytics.amount((sum(p.on_hand) * i.standard_cost_minor)::bigint, i.currency)
    as value_at_standard_cost,
  max(p.changed_at) as changed_at
from stock_position p
left join item i using (sku)
left join location l using (location_id)
left join reserved r on r.sku = p.sku and r.location_id = p.location_id
group by p.sku, i.name, p.location_id, l.name, i.currency, i.standard_cost_minor;
comment on view analytics.stock is
  'On hand per SKU and location (the sum of all movements), by status, and what open '
  'reservations hold of it. The value is an estimate at standard cost; what the books say is the '
  'balance of account 1300 in analytics.postings.';

create view analytics.stock_movements as
select m.movement_id, m.sku, m.location_id, m.pool, m.kind, m.status, m.quantity, m.reason,
  m.reference_type, m.reference_id, m.order_id, m.discrepancy, m.occurred_at
from stock_movement m;
comment on view analytics.stock_movements is
  'Every change of on-hand stock; quantity is signed. discrepancy is what did not fit the book.';

create view analytics.sales_by_day as
select business_day(o.placed_at) as day, o.channel, o.currency, count(*) as orders,
  sum(l.units)::bigint as units,
  analytics.amount(sum(l.net_minor + o.shipping_net_minor)::bigint, o.currency) as net_sales
from sales_order o
join lateral (
  select coalesce(sum(quantity), 0) as units, coalesce(sum(net_minor), 0) as net_minor
  from order_line where order_id = o.order_id
) l on true
where o.accepted_at is not null and o.state <> 'CANCELLED'
group by 1, 2, 3;
comment on view analytics.sales_by_day is
  'Accepted orders by the day they were placed, without cancelled ones: what was sold, before it '
  'is revenue. net_sales has shipping, no tax.';

create view analytics.margin_by_day as
select business_day(p.effective_at) as day,
  coalesce(p.channel, o.channel, 'unassigned') as channel, p.currency,
  analytics.amount(coalesce(sum(p.credit_minor - p.debit_minor)
    filter (where c.class = 'REVENUE'), 0)::bigint, p.currency) as revenue,
  analytics.amount(coalesce(sum(p.debit_minor - p.credit_minor)
    filter (where c.class = 'COST_OF_GOODS'), 0)::bigint, p.currency) as cost_of_goods,
  analytics.amount(sum(p.credit_minor - p.debit_minor)::bigint, p.currency) as gross_margin
from posting p
join account_class c using (account)
left join sales_order o on o.order_id = p.order_id
where c.class in ('REVENUE', 'COST_OF_GOODS')
group by 1, 2, 3;
comment on view analytics.margin_by_day is
  'From the books, by effective day: net revenue (product 4000, shipping 4100, less returns 4900) '
  'and cost of goods sold (5000). Purchase price variance and shrinkage are not in it.';

create view analytics.margin_by_sku as
with revenue as (
  select l.sku, business_day(s.shipped_at) as day, l.currency,
    sum(round(l.net_minor::numeric * sl.quantity / nullif(l.quantity, 0))) as minor,
    sum(sl.quantity) as units
  from shipment s
  join shipment_line sl using (shipment_id)
  join order_line l on l.order_id = sl.order_id and l.line_id = sl.line_id
  group by 1, 2, 3
), cost as (
  select m.sku, business_day(p.effective_at) as day, p.currency,
    sum(p.debit_minor - p.credit_minor) as minor
  from posting p
  join account_class c on c.account = p.account and c.class = 'COST_OF_GOODS'
  join stock_movement m on m.movement_id = p.cause_id
  where p.cause_type = 'inventory.StockMoved'
  group by 1, 2, 3
)
select f.day, f.sku, i.name as item, f.currency, f.units,
  analytics.amount(f.revenue, f.currency) as revenue,
  analytics.amount(f.cost, f.currency) as cost_of_goods,
  analytics.amount(f.revenue - f.cost, f.currency) as gross_margin
from (
  select day, sku, currency, coalesce(r.units, 0)::bigint as units,
    coalesce(r.minor, 0)::bigint as revenue, coalesce(c.minor, 0)::bigint as cost
  from revenue r
  full join cost c using (sku, day, currency)
) f
left join item i on i.sku = f.sku;
comment on view analytics.margin_by_sku is
  'Revenue from shipped lines (the line''s net, in proportion to the quantity; no shipping, '
  'refunds not deducted) and the cost the ledger posted for the SKU''s movements.';

create view analytics.returns as
select r.return_id, r.order_id, o.channel, r.state, r.outcome, r.authorized_at, r.received_at,
  r.dispositioned_at, r.closed_at, r.currency,
  analytics.amount(r.refund_minor, r.currency) as refund,
  l.line_id, l.sku, l.quantity, l.reason, l.disposition
from return_order r
join return_line l using (return_id)
left join sales_order o on o.order_id = r.order_id;
comment on view analytics.returns is
  'One row per returned line; refund is the amount asked for the whole return.';

create view analytics.purchase_orders as
select p.purchase_order_id, p.supplier_id, s.name as supplier, p.location_id, p.state,
  p.placed_at, p.expected_at, p.closed_at, l.line_number, l.sku, l.quantity,
  coalesce(r.received, 0)::bigint as received, r.first_received_at, l.currency,
  analytics.amount(l.unit_cost_minor, l.currency) as unit_cost
from purchase_order p
join purchase_order_line l using (purchase_order_id)
left join supplier s using (supplier_id)
left join lateral (
  select sum(quantity) as received, min(received_at) as first_received_at
  from receipt_line
  where purchase_order_id = l.purchase_order_id and line_number = l.line_number
) r on true;
comment on view analytics.purchase_orders is
  'One row per ordered line with the quantity received so far.';

create view analytics.exceptions as
select exception_id, service, kind, subject, detail, owner, assigned_to, raised_at, due_at,
  resolved_at, resolved_by, resolution
from exception_case;
comment on view analytics.exceptions is
  'Whatever waited for a person, of all services; open while resolved_at is null.';

create view analytics.postings as
select entry_id, number, entity, account, currency,
  analytics.amount(debit_minor, currency) as debit,
  analytics.amount(credit_minor, currency) as credit,
  channel, order_id, cause_type, cause_id, effective_at, posted_at
from posting;
comment on view analytics.postings is
  'Postings of the journal. Per entry and currency the debits equal the credits.';

create view analytics.events as
select position, time, source, type, subject, order_id, actor, correlation_id, causation_id, id,
  topic, partition, kafka_offset, body
from message;
comment on view analytics.events is
  'Every message of the domain topics as it was published: the facts behind every figure.';

do $$
begin
  if exists (select from pg_roles where rolname = 'analyst') then
    grant usage on schema analytics to analyst;
    grant select on all tables in schema analytics to analyst;
    alter default privileges in schema analytics grant select on tables to analyst;
  end if;
end
$$;
