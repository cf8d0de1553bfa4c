-- Current state of fulfilment orders, for queries; written in the transaction of their events.
create table fulfillment_order (
  id           uuid primary key,
  number       bigint generated always as identity unique,
  order_id     uuid        not null,
  location_id  text        not null,
  state        text        not null,
  requested_at timestamptz not null,
  changed_at   timestamptz not null,
  document     jsonb       not null
) with (fillfactor = 80);
create index fulfillment_order_order on fulfillment_order (order_id);
create index fulfillment_order_work on fulfillment_order (location_id, state, number);
create index fulfillment_order_state on fulfillment_order (state, number);

-- Each value stands for a block of that many SSCC serials.
create sequence sscc_block increment 1000 minvalue 0 start 0;
