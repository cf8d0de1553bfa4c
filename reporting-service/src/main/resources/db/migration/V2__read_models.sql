-- Read models of the reporting service. Everything here is derived: `truncate` and a replay of the
-- topics from offset 0 give the same rows again. Money is minor units and a currency, quantities
-- are whole base units, instants are UTC.

-- How many decimals a currency has (ISO 4217); a test compares it with joda-money.
create function currency_digits(currency text) returns integer
  language sql immutable strict parallel safe
return case
  when currency in ('ADP','BEF','BIF','BYR','CLP','DJF','ESP','GNF','GRD','ISK','ITL','JPY','KMF',
                    'KRW','LUF','PTE','PYG','RWF','UGX','UYI','VND','VUV','XAF','XOF','XPF') then 0
  when currency in ('BHD','IQD','JOD','KWD','LYD','OMR','TND') then 3
  when currency = 'CLF' then 4
  else 2
end;

-- {"amount":"19.99","currency":"EUR"} -> 1999. An amount finer than the currency is refused with
-- SQLSTATE 22023, which sends the message to the rejected ones instead of rounding it silently.
create function minor_units(money jsonb) returns bigint
  language plpgsql immutable strict parallel safe as
$$
declare
  minor numeric := (money ->> 'amount')::numeric
                   * power(10::numeric, currency_digits(money ->> 'currency'));
begin
  if minor <> trunc(minor) then
    raise exception 'amount % has more decimals than %', money ->> 'amount', money ->> 'currency'
      using errcode = '22023';
  end if;
  return minor;
end
$$;

-- The array a message must have: a message without it is refused (22023), not projected as empty.
create function required_list(body jsonb, field text) returns jsonb
  language plpgsql immutable parallel safe as
$$
begin
  if jsonb_typeof(body -> field) is distinct from 'array' then
    raise exception '% is not a list', field using errcode = '22023';
  end if;
  return body -> field;
end
$$;

-- Days of reports are days of this zone; one row, set at start from onhand.business-zone.
create table business_zone (
  id boolean primary key default true check (id),
  zone text not null
);
insert into business_zone (zone) values ('UTC');

create function business_day(at timestamptz) returns date
  language sql stable strict parallel safe
return (at at time zone (select zone from business_zone))::date;

-- What the reports take from the books, by account code of the ledger's contract.
create table account_class (
  account text primary key,
  class text not null check (class in ('REVENUE', 'COST_OF_GOODS', 'STOCK'))
);
insert into account_class (account, class) values
  ('4000', 'REVENUE'), ('4100', 'REVENUE'), ('4900', 'REVENUE'),
  ('5000', 'COST_OF_GOODS'), ('1300', 'STOCK');

-- Where the feed stands: written in the transaction of the rows it has read up to next_offset.
create table feed_position (
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  primary key (topic, partition)
);

-- Latest heartbeat per source of which everything earlier was projected; null before the first.
create table source_progress (
  source text primary key,
  complete_through timestamptz
);
insert into source_progress (source) values
  ('order'), ('inventory'), ('fulfillment'), ('procurement'), ('returns'), ('ledger');

-- Every message of the domain topics, once (the topics may repeat one): the timeline of an order,
-- and the events behind every figure.
create table message (
  position bigint generated always as identity primary key,
  topic text not null,
  partition integer not null,
  kafka_offset bigint not null,
  source text not null,
  id text not null,
  type text not null,
  subject text not null,
  sequence text,
  time timestamptz not null,
  correlation_id text,
  causation_id text,
  actor text,
  order_id text,
  body jsonb not null,
  unique (source, id)
);
create index message_order on message (order_id, position) where order_id is not null;
create index message_causation on message (causation_id) where causation_id is not null;
create index message_subject on message (subject, position);

-- Messages that can never be projected, as they were read. A rebuild offers them again.
create table rejected_message (
  topic text not null,
  partition integer not null,
  kafka_offset bigint not null,
  reason text not null,
  detail text not null,
  key bytea,
  value bytea,
  headers jsonb not null,
  recorded_at timestamptz not null default now(),
  primary key (topic, partition, kafka_offset)
);

create table item (
  sku text primary key,
  name text not null,
  pool text,
  currency char(3),
  standard_cost_minor bigint,
  unit_of_measure text
);

create table location (
  location_id text primary key,
  name text not null,
  pool text,
  country text
);

create table supplier (
  supplier_id text primary key,
  name text not null,
  currency char(3)
);

create table sales_order (
  order_id text primary key,
  channel text not null,
  shop text,
  channel_order_id text not null,
  number text,
  order_type text not null,
  currency char(3) not null,
  total_minor bigint not null,
  shipping_net_minor bigint not null default 0,
  payment_status text,
  customer_id text,
  country text,
  placed_at timestamptz not null,
  received_at timestamptz,
  accepted_at timestamptz,
  released_at timestamptz,
  shipped_at timestamptz,
  delivered_at timestamptz,
  completed_at timestamptz,
  cancelled_at timestamptz,
  cancellation_reason text,
  state text not null,
  state_at timestamptz not null
);
create index sales_order_placed on sales_order (placed_at desc, order_id desc);
create index sales_order_state on sales_order (state, placed_at desc);
create index sales_order_number on sales_order (lower(number) text_pattern_ops);
create index sales_order_external on sales_order (lower(channel_order_id) text_pattern_ops);

create table order_line (
  order_id text not null,
  line_id text not null,
  sku text not null,
  quantity bigint not null,
  currency char(3) not null,
  unit_price_minor bigint not null,
  net_minor bigint not null,
  tax_minor bigint not null,
  primary key (order_id, line_id)
);
create index order_line_sku on order_line (sku);

create table order_hold (
  order_id text not null,
  hold_id text not null,
  reason text not null,
  detail text,
  owner text,
  due_at timestamptz,
  held_at timestamptz not null,
  released_at timestamptz,
  released_by text,
  primary key (order_id, hold_id)
);
create index order_hold_open on order_hold (order_id) where released_at is null;

create table fulfillment_order (
  fulfillment_order_id text primary key,
  order_id text not null,
  location_id text,
  state text not null,
  created_at timestamptz,
  picked_at timestamptz,
  packed_at timestamptz,
  shipped_at timestamptz,
  delivered_at timestamptz,
  cancelled_at timestamptz
);
create index fulfillment_order_of on fulfillment_order (order_id);

create table fulfillment_line (
  fulfillment_order_id text not null,
  line_id text not null,
  sku text not null,
  quantity bigint not null,
  short_quantity bigint not null default 0,
  primary key (fulfillment_order_id, line_id)
);

create table shipment (
  shipment_id text primary key,
  fulfillment_order_id text not null,
  order_id text not null,
  location_id text not null,
  reservation_id text,
  carrier text,
  tracking_number text,
  shipped_at timestamptz not null,
  delivered_at timestamptz
);
create index shipment_of on shipment (order_id);
create index shipment_shipped on shipment (shipped_at);
create index shipment_fulfillment on shipment (fulfillment_order_id);

create table shipment_line (
  shipment_id text not null,
  line_id text not null,
  order_id text not null,
  sku text not null,
  quantity bigint not null,
  primary key (shipment_id, line_id)
);

-- Open and ended promises of stock. What is reserved now is a sum over the open ones.
create table reservation (
  reservation_id text primary key,
  order_id text not null,
  pool text,
  state text not null,
  state_at timestamptz not null
);
create index reservation_open on reservation (reservation_id) where state = 'OPEN';

create table reservation_line (
  reservation_id text not null,
  line_id text not null,
  sku text not null,
  location_id text not null,
  quantity bigint not null,
  shipped bigint not null default 0,
  primary key (reservation_id, line_id, sku, location_id)
);

create table stock_movement (
  movement_id text primary key,
  pool text not null,
  sku text not null,
  location_id text not null,
  kind text not null,
  status text,
  quantity bigint not null,
  reason text,
  reference_type text,
  reference_id text,
  order_id text,
  discrepancy bigint,
  occurred_at timestamptz not null
);
create index stock_movement_sku on stock_movement (sku, occurred_at desc, movement_id desc);

create table stock_position (
  sku text not null,
  location_id text not null,
  status text not null,
  pool text not null,
  on_hand bigint not null,
  changed_at timestamptz not null,
  primary key (sku, location_id, status, pool)
);
create index stock_position_location on stock_position (location_id);

create table availability (
  sku text not null,
  channel text not null,
  pool text,
  available bigint not null,
  as_of timestamptz,
  primary key (sku, channel)
);

-- One row per posting of a journal entry; debit and credit apart, so that a reversal stays visible.
create table posting (
  entry_id text not null,
  number integer not null,
  entity text,
  account text not null,
  currency char(3) not null,
  debit_minor bigint not null,
  credit_minor bigint not null,
  channel text,
  order_id text,
  cause_type text,
  cause_id text,
  effective_at timestamptz not null,
  posted_at timestamptz not null,
  primary key (entry_id, number)
);
create index posting_account on posting (account, effective_at);
create index posting_order on posting (order_id) where order_id is not null;

create table return_order (
  return_id text primary key,
  order_id text not null,
  location_id text,
  state text not null,
  state_at timestamptz not null,
  authorized_at timestamptz,
  received_at timestamptz,
  dispositioned_at timestamptz,
  closed_at timestamptz,
  currency char(3),
  refund_minor bigint,
  outcome text
);
create index return_order_of on return_order (order_id);

create table return_line (
  return_id text not null,
  line_id text not null,
  order_id text not null,
  sku text not null,
  quantity bigint not null,
  reason text,
  disposition text,
  primary key (return_id, line_id)
);

create table purchase_order (
  purchase_order_id text primary key,
  supplier_id text not null,
  location_id text,
  currency char(3),
  state text not null,
  placed_at timestamptz,
  expected_at timestamptz,
  closed_at timestamptz
);

create table purchase_order_line (
  purchase_order_id text not null,
  line_number text not null,
  sku text not null,
  quantity bigint not null,
  currency char(3) not null,
  unit_cost_minor bigint not null,
  primary key (purchase_order_id, line_number)
);

create table receipt_line (
  receipt_id text not null,
  line_number text not null,
  purchase_order_id text not null,
  location_id text,
  sku text not null,
  quantity bigint not null,
  received_at timestamptz not null,
  primary key (receipt_id, line_number)
);
create index receipt_line_of on receipt_line (purchase_order_id, line_number);

create table exception_case (
  exception_id text primary key,
  service text not null,
  kind text not null,
  subject text not null,
  detail text not null,
  owner text,
  actions text[] not null default '{}',
  assigned_to text,
  raised_at timestamptz not null,
  due_at timestamptz,
  resolved_at timestamptz,
  resolved_by text,
  resolution text
);
create index exception_case_open on exception_case (due_at, exception_id)
  where resolved_at is null;
