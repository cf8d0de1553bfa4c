-- Written with every reservation, read now and then: json is kept as it comes, jsonb is taken apart
-- first, which was a fifth of what a new row cost.
alter table stock_reservation
  alter column allocations type json,
  alter column explanation type json;
