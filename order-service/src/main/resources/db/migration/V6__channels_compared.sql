-- How the listings of a shop's orders are compared with what is here.
create table feed_schedule (
  channel          text        not null,
  shop             text        not null,
  interval_minutes int         check (interval_minutes between 1 and 10080),
  grace_seconds    int         not null check (grace_seconds between 0 and 86400),
  numbered         boolean     not null,
  updated_by       text        not null,
  updated_at       timestamptz not null,
  primary key (channel, shop),
  foreign key (channel, shop) references shop
);

-- One listing, and how it compared; `run` orders them for paging.
create table feed_run (
  run         bigint generated always as identity primary key,
  channel     text        not null,
  shop        text        not null,
  from_at     timestamptz not null,
  to_at       timestamptz not null,
  received_at timestamptz not null,
  listed      int         not null,
  here        int,
  found       int         not null default 0,
  open        int         not null default 0,
  compared    int         not null default 0,
  compared_at timestamptz,
  closed_at   timestamptz
);
create index feed_run_shop on feed_run (channel, shop, run);

create table feed_entry (
  run         bigint not null references feed_run,
  external_id text   not null,
  number      text,
  updated_at  timestamptz,
  total_minor bigint,
  currency    char(3),
  status      text,
  primary key (run, external_id)
);

create table feed_difference (
  difference  bigint generated always as identity primary key,
  run         bigint      not null references feed_run,
  kind        text        not null,
  subject     text        not null,
  order_id    text,
  detail      text        not null,
  found_at    timestamptz not null,
  resolved_at timestamptz,
  unique (run, kind, subject)
);

create index orders_placed on orders (channel, shop, placed_at);

-- A location of a channel may be none of ours; orders wait for those that nobody mapped.
alter table location_mapping alter column location_id drop not null;

create table awaited_location (
  channel             text not null,
  shop                text not null,
  channel_location_id text not null,
  order_id            text not null,
  primary key (channel, shop, channel_location_id, order_id)
);
