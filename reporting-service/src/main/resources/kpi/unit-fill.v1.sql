-- kpi: unit-fill
-- version: 1
-- name: Unit fill
-- unit: ratio
-- clock: first shipment of the line, orders placed in the period
-- denominator: units requested on orders of which anything was shipped
-- exclusions: cancelled orders; orders still waiting for their first shipment
select null::text as dimension,
  sum(least(first_quantity, quantity))::numeric as numerator,
  sum(quantity)::numeric as denominator,
  round(sum(least(first_quantity, quantity))::numeric / nullif(sum(quantity), 0), 4) as value
from (
  select l.quantity, coalesce(f.quantity, 0) as first_quantity
  from order_line l
  join sales_order o using (order_id)
  left join lateral (
    select sl.quantity
    from shipment_line sl
    join shipment s using (shipment_id)
    where sl.order_id = l.order_id and sl.line_id = l.line_id
    order by s.shipped_at, s.shipment_id
    limit 1
  ) f on true
  where o.state in ('PARTIALLY_SHIPPED', 'SHIPPED', 'DELIVERED', 'COMPLETED')
    and o.placed_at >= :from
) line
