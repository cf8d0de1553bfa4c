-- kpi: order-aging
-- version: 1
-- name: Order aging
-- unit: hours
-- clock: now minus acceptance (minus receipt where not yet accepted), median and 90th percentile
-- denominator: open orders: received, and neither shipped complete nor cancelled
-- exclusions: orders on hold are reported as their own line
select case when state = 'ON_HOLD' then 'on hold' else 'in work' end || ', ' || p.label
    as dimension,
  null::numeric as numerator,
  count(*)::numeric as denominator,
  round((percentile_cont(p.share) within group (
    order by extract(epoch from now() - coalesce(accepted_at, received_at, placed_at)))
    / 3600)::numeric, 4) as value
from analytics.orders
cross join (values (0.5, 'p50'), (0.9, 'p90')) as p(share, label)
where state not in ('SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLED')
group by case when state = 'ON_HOLD' then 'on hold' else 'in work' end, p.label, p.share
order by 1
