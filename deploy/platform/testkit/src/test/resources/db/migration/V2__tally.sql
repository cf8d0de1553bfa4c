create table tally (id text primary key, sum bigint not null);
