-- reads: procurement.SupplierDefined.v1 procurement.PurchaseOrderPlaced.v1
-- reads: procurement.GoodsReceiptRecorded.v1 procurement.PurchaseOrderClosed.v1

insert into supplier (supplier_id, name, currency)
select distinct on (m.body ->> 'supplierId')
  m.body ->> 'supplierId', coalesce(m.body ->> 'name', m.body ->> 'supplierId'),
  m.body ->> 'currency'
from incoming m
where m.type = 'procurement.SupplierDefined.v1'
order by m.body ->> 'supplierId', m.n desc
on conflict (supplier_id) do update set name = excluded.name, currency = excluded.currency;

insert into purchase_order
  (purchase_order_id, supplier_id, location_id, currency, state, placed_at, expected_at)
select m.body ->> 'purchaseOrderId', m.body ->> 'supplierId', m.body ->> 'locationId',
  m.body ->> 'currency', 'PLACED', coalesce((m.body ->> 'placedAt')::timestamptz, m.time),
  (m.body ->> 'expectedAt')::timestamptz
from incoming m
where m.type = 'procurement.PurchaseOrderPlaced.v1'
order by m.n
on conflict (purchase_order_id) do nothing;

insert into purchase_order_line
  (purchase_order_id, line_number, sku, quantity, currency, unit_cost_minor)
select m.body ->> 'purchaseOrderId', l."lineNumber", l.sku, l.quantity,
  l."unitCost" ->> 'currency', minor_units(l."unitCost")
from incoming m
cross join jsonb_to_recordset(required_list(m.body, 'lines'))
  as l("lineNumber" text, sku text, quantity bigint, "unitCost" jsonb)
where m.type = 'procurement.PurchaseOrderPlaced.v1'
order by m.n
on conflict (purchase_order_id, line_number) do nothing;

insert into receipt_line
  (receipt_id, line_number, purchase_order_id, location_id, sku, quantity, received_at)
select m.body ->> 'receiptId', l."lineNumber", m.body ->> 'purchaseOrderId',
  m.body ->> 'locationId', l.sku, sum(l.quantity),
  coalesce((m.body ->> 'receivedAt')::timestamptz, m.time)
from incoming m
cross join jsonb_to_recordset(required_list(m.body, 'lines'))
  as l("lineNumber" text, sku text, quantity bigint)
where m.type = 'procurement.GoodsReceiptRecorded.v1'
group by 1, 2, 3, 4, 5, 7, m.source, m.id
order by min(m.n)
on conflict (receipt_id, line_number) do nothing;

update purchase_order p set
  state = case
    when c.closed_at is not null or p.state = 'CLOSED' then 'CLOSED'
    else c.received_state end,
  closed_at = coalesce(p.closed_at, c.closed_at)
from (
  select t.purchase_order_id, t.closed_at,
    case
      when not exists (
        select from receipt_line r where r.purchase_order_id = t.purchase_order_id)
      then 'PLACED'
      when exists (
        select from purchase_order_line l
        where l.purchase_order_id = t.purchase_order_id
          and l.quantity > (
            select coalesce(sum(r.quantity), 0) from receipt_line r
            where r.purchase_order_id = l.purchase_order_id and r.line_number = l.line_number))
      then 'PARTIALLY_RECEIVED'
      else 'RECEIVED'
    end as received_state
  from (
    select m.body ->> 'purchaseOrderId' as purchase_order_id,
      min(m.time) filter (where m.type = 'procurement.PurchaseOrderClosed.v1') as closed_at
    from incoming m
    where m.type in ('procurement.PurchaseOrderPlaced.v1', 'procurement.GoodsReceiptRecorded.v1',
      'procurement.PurchaseOrderClosed.v1')
    group by 1
  ) t
) c
where p.purchase_order_id = c.purchase_order_id;
