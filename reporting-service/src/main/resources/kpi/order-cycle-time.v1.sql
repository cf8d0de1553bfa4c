-- kpi: order-cycle-time
-- version: 1
-- name: Order cycle time
-- unit: hours
-- clock: delivery minus receipt of the order, orders delivered in the period
-- denominator: delivered orders
-- exclusions: orders without a delivery; no deduction for dwell the customer asked for
select null::text as dimension,
  round(sum(extract(epoch from delivered_at - coalesce(received_at, placed_at))) / 3600, 4)
    as numerator,
  count(*)::numeric as denominator,
  round(avg(extract(epoch from delivered_at - coalesce(received_at, placed_at))) / 3600, 4)
    as value
from sales_order
where delivered_at >= :from
