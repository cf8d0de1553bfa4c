-- Every kind of order may come from a shop; a shop's currency is for documents that name none.
alter table shop drop constraint shop_order_type_check;
alter table shop add constraint shop_order_type_check check
  (order_type in ('d2c', 'marketplace', 'wholesale', 'subscription', 'preorder'));
alter table shop add column currency char(3);

-- What a shop's SKUs mean: one of channel_sku is `units` of item sku.
create table sku_mapping (
  channel     text        not null,
  shop        text        not null,
  channel_sku text        not null,
  sku         text        not null,
  units       bigint      not null check (units between 1 and 1000000),
  updated_by  text        not null,
  updated_at  timestamptz not null,
  primary key (channel, shop, channel_sku),
  foreign key (channel, shop) references shop
);

create table location_mapping (
  channel             text        not null,
  shop                text        not null,
  channel_location_id text        not null,
  location_id         text        not null,
  updated_by          text        not null,
  updated_at          timestamptz not null,
  primary key (channel, shop, channel_location_id),
  foreign key (channel, shop) references shop
);
