-- kpi: return-rate
-- version: 1
-- name: Return rate
-- unit: ratio
-- clock: ship cohort: units shipped in the period, and what came back of them by now
-- denominator: units shipped
-- exclusions: returns announced but not received
select null::text as dimension,
  sum(returned)::numeric as numerator,
  sum(shipped)::numeric as denominator,
  round(sum(returned)::numeric / nullif(sum(shipped), 0), 4) as value
from (
  select sl.order_id, sl.line_id, sum(sl.quantity) as shipped,
    coalesce((
      select sum(rl.quantity)
      from return_line rl
      join return_order r using (return_id)
      where rl.order_id = sl.order_id and rl.line_id = sl.line_id and r.received_at is not null
    ), 0) as returned
  from shipment s
  join shipment_line sl using (shipment_id)
  where s.shipped_at >= :from
  group by sl.order_id, sl.line_id
) line
