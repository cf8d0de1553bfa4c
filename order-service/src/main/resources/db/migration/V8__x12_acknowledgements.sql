-- What X12 partners are answered: a 997 or a TA1 for each interchange. Control numbers of answers
-- and of their groups come from one sequence, so that no partner sees one twice.
create sequence x12_control_number maxvalue 999999999 cycle;

create table x12_acknowledgement (
  id             bigint generated always as identity primary key,
  shop           text        not null,
  control_number text        not null,
  code           text        not null check (code in ('A', 'P', 'R')),
  document       text        not null,
  at             timestamptz not null
);
create index x12_acknowledgement_shop on x12_acknowledgement (shop, id);
