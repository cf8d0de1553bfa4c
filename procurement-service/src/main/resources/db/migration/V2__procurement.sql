-- Copies for lists and lookups; the event table is the truth of all but the items.

create table item (
  sku        text primary key,
  name       text        not null,
  pool       text        not null,
  changed_at timestamptz not null
);

create table supplier (
  id             text collate "C" primary key,
  name           text        not null,
  currency       char(3)     not null,
  lead_time_days int         not null check (lead_time_days >= 0),
  version        bigint      not null,
  changed_at     timestamptz not null
);

create table purchase_order (
  id           text collate "C" primary key,
  status       text        not null,
  supplier_id  text        not null,
  location_id  text        not null,
  pool         text        not null,
  currency     char(3)     not null,
  total_minor  bigint      not null check (total_minor >= 0),
  expected_at  timestamptz not null,
  requested_by text        not null,
  version      bigint      not null,
  changed_at   timestamptz not null
);
create index purchase_order_status on purchase_order (status, id);
create index purchase_order_supplier on purchase_order (supplier_id, id);

create table purchase_order_line (
  purchase_order_id text collate "C" not null references purchase_order,
  line_number       int    not null,
  sku               text   not null,
  ordered           bigint not null check (ordered > 0),
  received          bigint not null check (received >= 0),
  invoiced          bigint not null check (invoiced between 0 and received),
  unit_cost_minor   bigint not null check (unit_cost_minor >= 0),
  primary key (purchase_order_id, line_number)
);
create index purchase_order_line_sku on purchase_order_line (sku);

create table supplier_invoice (
  purchase_order_id text collate "C" not null,
  invoice_id        text collate "C" not null,
  supplier_id       text        not null,
  status            text        not null check (status in ('HELD', 'MATCHED', 'DECLINED')),
  hold_reason       text,
  detail            text,
  currency          char(3)     not null,
  total_minor       bigint      not null,
  variance_minor    bigint,
  invoiced_at       timestamptz not null,
  primary key (purchase_order_id, invoice_id)
);
create index supplier_invoice_page on supplier_invoice ((purchase_order_id || '/' || invoice_id));
