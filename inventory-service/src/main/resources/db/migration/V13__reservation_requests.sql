-- What was asked for interactively, before the stock ledger was: a repeat asks the same again.
create table reservation_request (
  reservation_id text primary key,
  pool           text        not null,
  order_id       text        not null,
  body_hash      text        not null,
  asked_by       text        not null,
  asked_at       timestamptz not null
);
create index reservation_request_asked_at on reservation_request (asked_at);

-- Lists of reservations go by their id.
create index stock_reservation_pool_state on stock_reservation (pool, state, reservation_id);
