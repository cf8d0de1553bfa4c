create table tally (id text primary key, sum bigint not null);
create table counted (note text not null);
