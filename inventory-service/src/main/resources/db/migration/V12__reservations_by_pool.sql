-- A reservation is known by its pool and its id.
alter table stock_reservation drop constraint stock_reservation_pkey;
alter table stock_reservation add primary key (reservation_id, pool);
