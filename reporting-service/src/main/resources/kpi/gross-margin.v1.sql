-- kpi: gross-margin
-- version: 1
-- name: Gross margin
-- unit: ratio
-- clock: effective time of the journal entry, in the period
-- denominator: net revenue: product and shipping revenue less sales returns, without tax
-- exclusions: purchase price variance, shrinkage, payment fees, freight
select channel || ' (' || currency || ')' as dimension,
  sum(gross_margin) as numerator,
  sum(revenue) as denominator,
  round(sum(gross_margin) / nullif(sum(revenue), 0), 4) as value
from analytics.margin_by_day
where day >= business_day(:from)
group by channel, currency
order by sum(revenue) desc, channel
