-- reads: *.ExceptionRaised.v1 *.ExceptionAssigned.v1 *.ExceptionResolved.v1
-- Every service publishes its own; one id is one kind and subject, and may be raised again after
-- it was resolved. All messages of one id share a partition.

insert into exception_case as e
  (exception_id, service, kind, subject, detail, owner, actions, raised_at, due_at)
select distinct on (m.body ->> 'exceptionId')
  m.body ->> 'exceptionId', coalesce(m.body ->> 'service', split_part(m.type, '.', 1)),
  m.body ->> 'kind', m.body ->> 'subject', coalesce(m.body ->> 'detail', ''),
  m.body ->> 'owner',
  coalesce(
    array(select jsonb_array_elements_text(m.body -> 'actions')), '{}'),
  coalesce((m.body ->> 'raisedAt')::timestamptz, m.time), (m.body ->> 'dueAt')::timestamptz
from incoming m
where m.type like '%.ExceptionRaised.v1'
order by m.body ->> 'exceptionId', m.n desc
on conflict (exception_id) do update set
  detail = excluded.detail, owner = excluded.owner, actions = excluded.actions,
  raised_at = excluded.raised_at, due_at = excluded.due_at, assigned_to = null,
  resolved_at = null, resolved_by = null, resolution = null;

update exception_case e set assigned_to = a.assigned_to
from (
  select distinct on (m.body ->> 'exceptionId')
    m.body ->> 'exceptionId' as exception_id, m.body ->> 'assignedTo' as assigned_to
  from incoming m
  where m.type like '%.ExceptionAssigned.v1'
  order by m.body ->> 'exceptionId', m.n desc
) a
where e.exception_id = a.exception_id;

-- Resolved only if nothing raised it again later in the same batch.
update exception_case e set
  resolved_at = r.resolved_at, resolved_by = r.resolved_by, resolution = r.resolution
from (
  select distinct on (m.body ->> 'exceptionId')
    m.type, m.body ->> 'exceptionId' as exception_id,
    coalesce((m.body ->> 'resolvedAt')::timestamptz, m.time) as resolved_at,
    m.body ->> 'resolvedBy' as resolved_by, m.body ->> 'resolution' as resolution
  from incoming m
  where m.type like '%.ExceptionRaised.v1' or m.type like '%.ExceptionResolved.v1'
  order by m.body ->> 'exceptionId', m.n desc
) r
where e.exception_id = r.exception_id and r.type like '%.ExceptionResolved.v1';
