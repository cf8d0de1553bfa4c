-- A change of state touches an index, so no update stays on its page: room left there was of no
-- use, and a third more pages to write. Rows are not vacuumed for having been inserted either: they
-- change again before long.
alter table stock_reservation set (fillfactor = 100, autovacuum_vacuum_insert_threshold = -1);
