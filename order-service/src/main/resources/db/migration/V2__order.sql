-- Shops: where orders come from. The webhook's secret is only ever compared with.
create table shop (
  channel        text        not null,
  shop           text        not null,
  pool           text        not null,
  order_type     text        not null check (order_type in ('d2c', 'marketplace', 'wholesale')),
  webhook_secret text        not null,
  updated_by     text        not null,
  updated_at     timestamptz not null,
  primary key (channel, shop)
);

-- SKUs that are items, by stock pool: what inventory.items has told.
create table known_sku (
  pool text not null,
  sku  text not null,
  primary key (pool, sku)
);

-- One key per customer; without it nothing personal of that customer can be read any more.
create table customer_key (
  customer_id  text primary key,
  key          bytea,
  forgotten_at timestamptz,
  created_at   timestamptz not null default now(),
  check ((key is null) = (forgotten_at is not null))
);

-- Names, addresses and email of an order, encrypted with the customer's key.
create table personal (
  order_id    text primary key,
  customer_id text  not null references customer_key,
  sealed      bytea not null
);
create index personal_customer on personal (customer_id);

-- Every document as it came, and what became of it. `body` is encrypted with the customer's key
-- when `customer_id` says whose; a refused document names nobody and is kept as it is.
create table channel_document (
  id          bigint generated always as identity primary key,
  channel     text        not null,
  shop        text        not null,
  source      text        not null,
  delivery_id text,
  received_at timestamptz not null,
  bytes       bigint      not null,
  sha256      text        not null,
  body        bytea,
  customer_id text,
  order_id    text,
  outcome     text        not null,
  reason      text,
  field       text,
  detail      text
);
create index channel_document_order on channel_document (order_id);
create index channel_document_outcome on channel_document (outcome, id);

-- Current state of orders for queries, written with the events that change it.
create table orders (
  order_id         text primary key,
  channel          text        not null,
  shop             text        not null,
  channel_order_id text        not null,
  number           text,
  order_type       text        not null,
  state            text        not null,
  customer_id      text        not null,
  country          text,
  currency         char(3)     not null,
  total_minor      bigint      not null,
  captured_minor   bigint      not null,
  refunded_minor   bigint      not null,
  payment_status   text        not null,
  pool             text        not null,
  placed_at        timestamptz not null,
  received_at      timestamptz not null,
  changed_at       timestamptz not null,
  version          bigint      not null,
  unique (channel, shop, channel_order_id)
) with (fillfactor = 80);
create index orders_received on orders (received_at desc, order_id desc);
create index orders_state on orders (state, received_at desc, order_id desc);
create index orders_channel_order on orders (channel_order_id);
create index orders_customer on orders (customer_id);

create table order_line (
  order_id         text   not null,
  line_id          text   not null,
  position         int    not null,
  sku              text,
  title            text,
  quantity         bigint not null,
  shipped          bigint not null,
  unit_price_minor bigint not null,
  net_minor        bigint not null,
  tax_minor        bigint not null,
  primary key (order_id, line_id)
);

-- Open holds only; those that ended are in the order's events.
create table order_hold (
  order_id  text        not null,
  hold_id   text        not null,
  reason    text        not null,
  detail    text        not null,
  owner     text        not null,
  raised_at timestamptz not null,
  due_at    timestamptz not null,
  primary key (order_id, hold_id)
);
create index order_hold_due on order_hold (due_at, hold_id);

-- Which SKUs an order held UNMAPPED_SKU waits for.
create table awaited_sku (
  pool     text not null,
  sku      text not null,
  order_id text not null,
  primary key (pool, sku, order_id)
);
create index awaited_sku_order on awaited_sku (order_id);
