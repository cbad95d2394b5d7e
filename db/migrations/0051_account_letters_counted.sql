-- Letters about the accounts of the cluster's people, and those that invite to it, are counted with its own; what was asked for an address that is nobody's is not.
create or replace function access.mail_counts(p_at timestamptz) returns table (kind text, waiting bigint, late bigint, sent bigint, held_back bigint, parked bigint, last_sent_at timestamptz, oldest_waiting_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  with letters as (
    select o.kind, o.settled_at, o.attempts, o.outcome, o.created_at from outbox o where o.cluster_id = access.cluster_id()
    union all select m.kind, m.settled_at, m.attempts, m.outcome, m.created_at from account_mails m
      where m.cluster_id = access.cluster_id() or m.account_id in (select p.account_id from people p where p.cluster_id = access.cluster_id()))
  select o.kind, count(*) filter (where o.settled_at is null), count(*) filter (where o.settled_at is null and o.attempts > 0),
    count(*) filter (where o.outcome = 'sent'), count(*) filter (where o.outcome in ('joined', 'nothing_left', 'not_readable', 'opted_out', 'no_transport')),
    count(*) filter (where o.outcome in ('bounced', 'parked')), max(o.settled_at) filter (where o.outcome = 'sent'), min(o.created_at) filter (where o.settled_at is null)
  from letters o where access.has_role('admin') and (o.settled_at is null or o.settled_at > p_at - interval '30 days') group by 1 order by 1 $$;
