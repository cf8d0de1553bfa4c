-- Copies for lists; the event table is the truth.

create table customer_return (
  id                   text collate "C" primary key,
  order_id             text        not null,
  stage                text        not null,
  outcome              text,
  location_id          text        not null,
  pool                 text        not null,
  currency             char(3),
  refund_asked_minor   bigint,
  refund_granted_minor bigint check (refund_granted_minor <= refund_asked_minor),
  authorized_at        timestamptz not null,
  expires_at           timestamptz not null,
  version              bigint      not null,
  changed_at           timestamptz not null
);
create index customer_return_order on customer_return (order_id, id);
create index customer_return_stage on customer_return (stage, id);

create table customer_return_line (
  return_id text collate "C" not null references customer_return,
  line_id   text   not null,
  sku       text   not null,
  reason    text   not null,
  expected  bigint not null check (expected >= 0),
  received  bigint not null check (received >= 0),
  inspected bigint not null check (inspected >= 0),
  refunded  bigint not null check (refunded between 0 and inspected),
  primary key (return_id, line_id)
);
create index customer_return_line_sku on customer_return_line (sku);
