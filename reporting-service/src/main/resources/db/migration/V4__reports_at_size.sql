-- What was shipped and returned of a line, without reading every shipment.
create index shipment_line_of on shipment_line (order_id, line_id);
create index return_line_of on return_line (order_id, line_id);

-- A subquery in its body is run for every row; with the zone as a literal the planner takes the
-- function apart. The service replaces it, with the row of business_zone, when its zone changes.
create or replace function business_day(at timestamptz) returns date
  language sql stable strict parallel safe
return (at at time zone 'UTC')::date;
do $$
declare chosen text;
begin
  select zone into chosen from business_zone;
  execute format(
    'create or replace function business_day(at timestamptz) returns date'
    ' language sql stable strict parallel safe return (at at time zone %L)::date', chosen);
end
$$;
