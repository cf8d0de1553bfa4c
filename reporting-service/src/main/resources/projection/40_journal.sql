-- reads: ledger.JournalEntryPosted.v1

insert into posting
  (entry_id, number, entity, account, currency, debit_minor, credit_minor, channel, order_id,
   cause_type, cause_id, effective_at, posted_at)
select m.body ->> 'entryId', p.number, m.body ->> 'entity', p.posting ->> 'account',
  p.posting -> 'amount' ->> 'currency',
  case p.posting ->> 'side' when 'DEBIT' then minor_units(p.posting -> 'amount') else 0 end,
  case p.posting ->> 'side' when 'CREDIT' then minor_units(p.posting -> 'amount') else 0 end,
  p.posting ->> 'channel', m.body ->> 'orderId', m.body ->> 'causeType', m.body ->> 'causeId',
  coalesce((m.body ->> 'effectiveAt')::timestamptz, m.time),
  coalesce((m.body ->> 'postedAt')::timestamptz, m.time)
from incoming m
cross join jsonb_array_elements(required_list(m.body, 'postings')) with ordinality
  as p(posting, number)
where m.type = 'ledger.JournalEntryPosted.v1'
order by m.n, p.number
on conflict (entry_id, number) do nothing;
