-- Pools that serve what a shop's first pool has no item of, in this order.
alter table shop add column other_pools text[] not null default '{}';
