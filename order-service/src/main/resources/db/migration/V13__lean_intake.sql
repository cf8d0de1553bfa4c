-- Orders of one transaction share the moment they were received, so entries of it alone are kept
-- together; what shares it is sorted when it is read.
drop index orders_received;
create index orders_received on orders (received_at);
drop index orders_state;
create index orders_state on orders (state, received_at);

-- A feed's window is read now and then, and orders lie about as they were placed.
drop index orders_placed;
create index orders_placed on orders using brin (placed_at timestamptz_minmax_multi_ops);

-- Lines are read from their order. Only a bulk hold asks who has a SKU, of the orders that wait.
alter table orders add column skus json not null default '[]';
update orders o set skus = l.skus
from (select order_id, json_agg(distinct sku) skus from order_line where sku is not null group by 1) l
where l.order_id = o.order_id;
drop table order_line;

-- Read when a customer is to be forgotten.
drop index personal_customer;
create index personal_customer on personal
  using brin (customer_id text_bloom_ops (n_distinct_per_range = 1000)) with (pages_per_range = 32);
