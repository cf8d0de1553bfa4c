-- What every service with an event log has. The service's own tables begin with V2.

create table event (
  position       bigint generated always as identity primary key,
  id             uuid        not null unique,
  stream         text        not null,
  version        bigint      not null check (version > 0),
  type           text        not null,
  data           jsonb       not null,
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null default clock_timestamp(),
  actor          text        not null,
  correlation_id text        not null,
  causation_id   text        not null,
  -- the ce_sequence of each message this event published, in order: republishing needs them
  sequences      bigint[]    not null default '{}',
  unique (stream, version)
);

create function event_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'events are append-only: % refused', tg_op using errcode = '42501';
end $$;

create trigger event_append_only before update or delete or truncate on event
  for each statement execute function event_is_append_only();

-- Rows are inserted and deleted in one transaction; Debezium reads the insert from the WAL.
create table outbox (
  id            uuid primary key,
  topic         text not null,
  key           text not null,
  type          text not null,
  source        text not null,
  subject       text not null,
  sequence      text not null,
  time          text not null,
  correlationid text not null,
  causationid   text not null,
  actor         text not null,
  traceparent   text,
  content_type  text not null default 'application/json',
  specversion   text not null default '1.0',
  payload       text not null
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000);

create table outbox_sequence (
  topic   text   not null,
  subject text   not null,
  last    bigint not null,
  primary key (topic, subject)
) with (fillfactor = 70);

-- Highest sequence seen per topic and subject: messages of the platform's own services.
create table inbox_sequence (
  topic   text   not null,
  subject text   not null,
  last    bigint not null,
  primary key (topic, subject)
) with (fillfactor = 70);

-- Messages from outside, by source and id.
create table inbox (
  source      text        not null,
  message_id  text        not null,
  received_at timestamptz not null default now(),
  primary key (source, message_id)
);
create index inbox_received_at on inbox (received_at);

create table dead_letter (
  id         bigint generated always as identity primary key,
  source     text        not null,
  type       text,
  key        text,
  headers    jsonb       not null,
  payload    bytea       not null,
  reason     text        not null,
  detail     text        not null,
  failed_at  timestamptz not null default now(),
  status     text        not null default 'OPEN' check (status in ('OPEN', 'RERUN', 'DISCARDED')),
  corrected  bytea,
  closed_by  text,
  closed_at  timestamptz
);
create index dead_letter_open on dead_letter (id) where status = 'OPEN';

create table parked (
  id        bigint generated always as identity primary key,
  topic     text        not null,
  subject   text        not null,
  waits_for text        not null,
  headers   jsonb       not null,
  payload   bytea       not null,
  parked_at timestamptz not null default now()
);
create index parked_waits_for on parked (waits_for);
create index parked_subject on parked (topic, subject, id);

create table timer (
  name     text        not null,
  key      text        not null,
  due_at   timestamptz not null,
  payload  jsonb       not null,
  attempts int         not null default 0,
  primary key (name, key)
);
create index timer_due_at on timer (due_at);

create table open_exception (
  id          text primary key,
  kind        text        not null,
  subject     text        not null,
  detail      text        not null,
  owner       text        not null,
  actions     text[]      not null,
  raised_at   timestamptz not null,
  due_at      timestamptz not null,
  assigned_to text,
  resolved_at timestamptz,
  resolved_by text,
  resolution  text
);
create index open_exception_open on open_exception (id) where resolved_at is null;

create table idempotency (
  principal  text        not null,
  key        text        not null,
  request    text        not null,
  body_hash  text        not null,
  status     int,
  location   text,
  body       text,
  created_at timestamptz not null default now(),
  primary key (principal, key)
);
create index idempotency_created_at on idempotency (created_at);

create publication outbox for table outbox with (publish = 'insert');
