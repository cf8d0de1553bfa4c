-- What an item is put together from per order: the units of each component in one kit, by SKU; null
-- for an item that is on hand as such.
alter table known_sku add column kit jsonb;
