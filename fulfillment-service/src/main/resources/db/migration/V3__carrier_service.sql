-- What carriers offer, with all versions of their terms.
create table carrier_service (
  id       text primary key,
  document jsonb not null
);
