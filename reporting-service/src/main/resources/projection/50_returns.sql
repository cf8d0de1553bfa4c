-- reads: returns.ReturnAuthorized.v1 returns.ReturnReceived.v1 returns.ReturnDispositioned.v1
-- reads: returns.RefundRequested.v1 returns.ReturnClosed.v1

insert into return_order (return_id, order_id, location_id, state, state_at, authorized_at)
select m.body ->> 'returnId', m.body ->> 'orderId', m.body ->> 'locationId', 'AUTHORIZED', m.time,
  coalesce((m.body ->> 'authorizedAt')::timestamptz, m.time)
from incoming m
where m.type = 'returns.ReturnAuthorized.v1'
order by m.n
on conflict (return_id) do nothing;

insert into return_line (return_id, line_id, order_id, sku, quantity, reason)
select m.body ->> 'returnId', l."lineId", m.body ->> 'orderId', l.sku, l.quantity, l.reason
from incoming m
cross join jsonb_to_recordset(required_list(m.body, 'lines'))
  as l("lineId" text, sku text, quantity bigint, reason text)
where m.type = 'returns.ReturnAuthorized.v1'
order by m.n
on conflict (return_id, line_id) do nothing;

update return_line r set disposition = d.disposition
from (
  select distinct on (m.body ->> 'returnId', l."lineId")
    m.body ->> 'returnId' as return_id, l."lineId" as line_id, l.disposition
  from incoming m
  cross join jsonb_to_recordset(required_list(m.body, 'lines'))
  as l("lineId" text, disposition text)
  where m.type = 'returns.ReturnDispositioned.v1'
  order by m.body ->> 'returnId', l."lineId", m.n desc
) d
where r.return_id = d.return_id and r.line_id = d.line_id;

update return_order r set
  state = c.state,
  state_at = c.time,
  received_at = coalesce(r.received_at, c.received_at),
  dispositioned_at = coalesce(r.dispositioned_at, c.dispositioned_at),
  closed_at = coalesce(r.closed_at, c.closed_at),
  currency = coalesce(c.currency, r.currency),
  refund_minor = coalesce(c.refund_minor, r.refund_minor),
  outcome = coalesce(c.outcome, r.outcome)
from (
  select return_id,
    (array_agg(state order by n desc))[1] as state,
    max(time) as time,
    min(time) filter (where state = 'RECEIVED') as received_at,
    min(time) filter (where state = 'DISPOSITIONED') as dispositioned_at,
    min(time) filter (where state = 'CLOSED') as closed_at,
    max(currency) as currency, max(refund_minor) as refund_minor, max(outcome) as outcome
  from (
    select m.n, m.body ->> 'returnId' as return_id, m.time, m.body ->> 'outcome' as outcome,
      case m.type
        when 'returns.ReturnReceived.v1' then 'RECEIVED'
        when 'returns.ReturnDispositioned.v1' then 'DISPOSITIONED'
        when 'returns.RefundRequested.v1' then 'REFUND_REQUESTED'
        when 'returns.ReturnClosed.v1' then 'CLOSED'
      end as state,
      case m.type when 'returns.RefundRequested.v1' then m.body -> 'amount' ->> 'currency' end
        as currency,
      case m.type when 'returns.RefundRequested.v1' then minor_units(m.body -> 'amount') end
        as refund_minor
    from incoming m
  ) step
  where state is not null
  group by return_id
) c
where r.return_id = c.return_id;
