-- Messages are in the log alone; the publication stays, for a slot is read with one.
drop table if exists outbox;
-- What an event says is written once and read whole: to take it apart for a search costs more than
-- the rest of its row.
alter table event alter column data type json using data::json;
