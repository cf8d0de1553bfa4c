-- What is on its way, as the ledger expects it: from suppliers, and between locations of ours.
create table stock_inbound (
  pool        text        not null,
  inbound_id  text        not null,
  sku         text        not null,
  location_id text        not null,
  lot         text        not null,
  in_transit  boolean     not null,
  quantity    bigint      not null,
  -- null: nobody knows
  expected_at timestamptz,
  primary key (pool, inbound_id, sku, location_id, lot)
);
create index stock_inbound_sku on stock_inbound (sku, expected_at);

-- From which inbound a reservation is to be served.
alter table stock_reservation add column pegged_to text;

-- Who waits for an item; few do.
create index stock_reservation_waiting on stock_reservation using gin (waiting jsonb_path_ops)
  where waiting is not null;

-- Units by line, item and whatever else tells them apart, less some of them, which may say less.
create or replace function units_less(whole jsonb, part jsonb) returns jsonb
language sql immutable as $$
  with counted as (
    select w.unit - 'quantity' as what, sum((w.unit ->> 'quantity')::bigint) as units,
      min(w.number) as number
    from jsonb_array_elements(whole) with ordinality as w(unit, number) group by 1),
  left_over as (
    select what, number, units - coalesce((
      select sum((p.unit ->> 'quantity')::bigint) from jsonb_array_elements(part) as p(unit)
      where counted.what @> (p.unit - 'quantity')), 0) as units
    from counted)
  select jsonb_agg(what || jsonb_build_object('quantity', units) order by number)
  from left_over where units > 0
$$;
