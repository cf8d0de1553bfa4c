-- This service publishes nothing, so nobody would ever read the slot that the platform made, and
-- PostgreSQL would keep its log for it for ever.
select pg_drop_replication_slot(slot_name)
from pg_replication_slots
where slot_name = '${service}_service_outbox' and not active;
