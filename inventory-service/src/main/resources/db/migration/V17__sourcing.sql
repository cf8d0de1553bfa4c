-- What planners keep back: units never promised at a location, units kept for a channel. The stock
-- ledger is told of every change.
create table safety_stock (
  pool        text        not null references pool,
  location_id text        not null references location,
  sku         text        not null references item,
  units       bigint      not null check (units > 0),
  changed_by  text        not null,
  changed_at  timestamptz not null,
  primary key (pool, location_id, sku)
);

create table fence (
  pool       text        not null references pool,
  channel    text        not null,
  sku        text        not null references item,
  units      bigint      not null check (units > 0),
  changed_by text        not null,
  changed_at timestamptz not null,
  primary key (pool, channel, sku)
);

-- What a reservation is promised when it comes, by line; null when it waits for nothing.
alter table stock_reservation add column waiting jsonb;
-- What of it has left already, as long as some of it has not.
alter table stock_reservation add column shipped jsonb;

-- Units by line, item and whatever else tells them apart, less some of them.
create function units_less(whole jsonb, part jsonb) returns jsonb
language sql immutable as $$
  with counted as (
    select w.unit - 'quantity' as what, sum((w.unit ->> 'quantity')::bigint) as units,
      min(w.number) as number
    from jsonb_array_elements(whole) with ordinality as w(unit, number) group by 1),
  less as (
    select p.unit - 'quantity' as what, sum((p.unit ->> 'quantity')::bigint) as units
    from jsonb_array_elements(part) as p(unit) group by 1)
  select jsonb_agg(what || jsonb_build_object('quantity', counted.units - coalesce(less.units, 0))
    order by number)
  from counted left join less using (what) where counted.units > coalesce(less.units, 0)
$$;

-- Every change of a pool's sourcing as the ledger numbers them: what a promise's rule version means.
-- Rules are null where the change left them as they were.
create table stock_sourcing (
  pool       text        not null,
  version    int         not null,
  rules      jsonb,
  capacities jsonb,
  safety     jsonb       not null,
  fences     jsonb       not null,
  changed_at timestamptz not null,
  primary key (pool, version)
);

-- What is kept back now, as the ledger has it.
create table stock_safety (
  pool        text   not null,
  sku         text   not null,
  location_id text   not null,
  units       bigint not null,
  primary key (pool, sku, location_id)
);

create table stock_fence (
  pool    text   not null,
  sku     text   not null,
  channel text   not null,
  units   bigint not null,
  primary key (pool, sku, channel)
);
