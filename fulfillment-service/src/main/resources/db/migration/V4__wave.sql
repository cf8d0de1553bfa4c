-- Fulfilment orders that are picked together; each is in one wave at most.
create table wave (
  id            uuid primary key,
  number        bigint generated always as identity unique,
  location_id   text        not null,
  service_level text,
  created_by    text        not null,
  created_at    timestamptz not null
);

create table wave_member (
  fulfillment_order_id uuid primary key references fulfillment_order (id),
  wave_id              uuid not null references wave (id)
);
create index wave_member_wave on wave_member (wave_id);
