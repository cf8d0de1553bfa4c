-- Policies by kind of order and channel ('*': any). A version is never changed; the one in effect is
-- the latest of those whose day has come, the channel's own before the general one.
create table order_policy (
  order_type     text        not null,
  channel        text        not null,
  version        int         not null,
  effective_from timestamptz not null,
  settings       jsonb       not null,
  created_by     text        not null,
  created_at     timestamptz not null,
  primary key (order_type, channel, version)
);

create table risk_rule (
  rule_id    text        primary key,
  enabled    boolean     not null,
  rule       jsonb       not null,
  updated_by text        not null,
  updated_at timestamptz not null
);

-- What customers may owe on account.
create table credit_line (
  customer_id text        primary key,
  limit_minor bigint      not null check (limit_minor >= 0),
  currency    char(3)     not null,
  updated_by  text        not null,
  updated_at  timestamptz not null
);

create table bulk_hold (
  bulk_id     uuid        primary key,
  target      text        not null,
  value       text        not null,
  hold        jsonb       not null,
  created_by  text        not null,
  created_at  timestamptz not null,
  released_by text,
  released_at timestamptz
);
create index bulk_hold_open on bulk_hold (target, value) where released_at is null;

create index order_line_sku on order_line (sku);

alter table order_hold add column line_id text;
alter table order_hold add column subject text;
create index order_hold_subject on order_hold (subject);
