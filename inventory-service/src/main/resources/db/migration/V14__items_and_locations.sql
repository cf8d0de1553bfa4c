-- Units of measure, packs, kits; what a location is; who changed what.

alter table item
  add column lot_controlled  boolean not null default false,
  add column shelf_life_days int check (shelf_life_days > 0),
  add column kit_type        text check (kit_type in ('virtual', 'stocked'));

-- One row per unit of measure of an item, its base unit first (number 0, 1/1).
create table item_unit (
  sku          text   not null references item,
  number       int    not null,
  unit         text   not null,
  -- so many of another unit make `per` of this one; null for the base unit
  of_unit      text,
  quantity     bigint check (quantity > 0),
  per          bigint check (per > 0),
  -- base units in one of this unit, in lowest terms
  numerator    bigint not null check (numerator > 0),
  denominator  bigint not null check (denominator > 0),
  gtin         text,
  length_mm    bigint check (length_mm > 0),
  width_mm     bigint check (width_mm > 0),
  height_mm    bigint check (height_mm > 0),
  weight_grams bigint check (weight_grams > 0),
  primary key (sku, unit)
);
create unique index item_unit_gtin on item_unit (gtin) where gtin is not null;

create table kit_component (
  sku       text   not null references item,
  number    int    not null,
  component text   not null references item,
  quantity  bigint not null check (quantity > 0),
  primary key (sku, component)
);
create index kit_component_component on kit_component (component);

alter table location
  add column type      text not null default 'warehouse'
    check (type in ('warehouse', 'store', 'third-party', 'supplier', 'transit')),
  add column zone      text,
  add column time_zone text;

-- Every definition there ever was, in the order of its versions.
create table definition (
  kind       text        not null,
  id         text        not null,
  version    int         not null,
  changed_by text        not null,
  changed_at timestamptz not null,
  body       jsonb       not null,
  primary key (kind, id, version)
);
