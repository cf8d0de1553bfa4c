-- An index costs each order its part; these have no query of their own.

-- An event is found by its stream and version. Its id is made at random, with the time in front.
alter table event drop constraint event_id_key;
-- With a default that may differ from row to row, copied rows are not written page by page.
alter table event alter column recorded_at set default now();
-- Nobody searches by what an event says; to sample and sort it took longer than the rest of the
-- table's statistics.
alter table event alter column data set statistics 0;
alter table channel_document alter column body set statistics 0;
alter table personal alter column sealed set statistics 0;

-- Rows are deleted by their place, in the transaction that inserts them; their space is wanted
-- back before the table has outgrown the memory.
alter table outbox drop constraint outbox_pkey;
alter table outbox set (
  autovacuum_vacuum_cost_delay = 0, vacuum_truncate = false,
  autovacuum_analyze_threshold = 2000000000);

-- Asked once an hour, for what is 90 days old.
drop index inbox_received_at;
create index inbox_received_at on inbox using brin (received_at);

-- One index finds a channel's order id and lets each exist once.
alter table orders drop constraint orders_channel_shop_channel_order_id_key;
drop index orders_channel_order;
alter table orders add unique (channel_order_id, shop, channel);

-- Most documents become orders; those that are looked for by their outcome did not.
drop index channel_document_outcome;
create index channel_document_outcome on channel_document (outcome, id) where outcome <> 'ORDER';
