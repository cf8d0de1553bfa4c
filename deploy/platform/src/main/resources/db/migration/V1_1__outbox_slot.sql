-- A transaction of its own: a slot cannot be made in one that has written.
select pg_create_logical_replication_slot('${service}_service_outbox', 'pgoutput')
where not exists (
  select from pg_replication_slots where slot_name = '${service}_service_outbox');
