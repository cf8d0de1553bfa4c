-- Periods can be closed. An entry belongs to the month of its fact, or to the first month that was
-- still open when it was posted: what a closed month says never changes.

alter table journal_chain add column closed_through date;

alter table journal_entry disable trigger journal_entry_append_only;
alter table journal_entry add column period date;
update journal_entry set period = date_trunc('month', effective_at at time zone 'UTC');
alter table journal_entry alter column period set not null;
alter table journal_entry enable trigger journal_entry_append_only;

alter table posting disable trigger posting_append_only;
alter table posting add column period date;
update posting set period = date_trunc('month', effective_at at time zone 'UTC');
alter table posting alter column period set not null;
alter table posting enable trigger posting_append_only;

drop index posting_effective;
create index posting_period on posting (period, effective_at);
