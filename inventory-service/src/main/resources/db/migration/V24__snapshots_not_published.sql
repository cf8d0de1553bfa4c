-- Whether everything in the snapshot was published: whoever publishes what can be promised may only
-- go on from such a one. One that is taken right after a long recovery may hold more.
alter table ledger_snapshot add column published boolean not null default true;
