-- The vault writes a customer's key with the first row that needs it, and never deletes a key: to
-- look for it again, and to lock it, for each row was a tenth of the cost of taking an order.
alter table personal drop constraint personal_customer_id_fkey;

-- Half of the orders' first events are just above the size from which rows are compressed, which
-- costs more than the space is worth.
alter table event set (toast_tuple_target = 4080);
