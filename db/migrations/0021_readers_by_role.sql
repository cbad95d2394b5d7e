-- Who reads a case is asked on every case page: with the roles in a variable list the whole table was read, 3 ms of 4 at a million cases.
create or replace function access.case_readers(p_case uuid) returns table (person_id uuid, given_name text, family_name text, part text) language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive c as (select * from cases r where r.cluster_id = access.cluster_id() and r.id = p_case and access.is_staff() and access.reaches_case(r)),
    -- A team's case is read by whoever leads it or a team above, and by its members where the cluster says so.
    chain (id, parent_id) as (select id, parent_id from teams where cluster_id = access.cluster_id() and id = (select team_id from c)
      union select p.id, p.parent_id from teams p join chain on p.cluster_id = access.cluster_id() and p.id = chain.parent_id),
    -- Advisors are many: all of them matter only for a request nobody has taken. Roles by name, so that each part is read by its index.
    held as materialized (
      select r.person_id id, r.role, r.programme_id, r.track from cluster_roles r where r.cluster_id = access.cluster_id() and r.role in ('track_lead', 'manager', 'director')
        and access.runs(r.from_on, r.until_on, r.ended_at)
      union all
      select r.person_id, r.role, r.programme_id, r.track from cluster_roles r where r.cluster_id = access.cluster_id() and r.role = 'advisor'
        and (select c.worklist = 'new' and c.lead_id is null from c) and access.runs(r.from_on, r.until_on, r.ended_at)),
    reading as (
      select lead_id id, 1 place, 'lead' part from c where lead_id is not null
      union all select h.id, case h.role when 'manager' then 2 else 3 end, h.role from held h, c where h.role in ('manager', 'director') and (h.programme_id is null or h.role = 'manager' and h.programme_id = c.programme_id)
      union all select h.id, 4, 'track_lead' from held h, c where h.role = 'track_lead' and h.track = c.track
      union all select a.person_id, 5, 'company_advisor' from c join cases o on o.cluster_id = c.cluster_id and o.company_id = c.company_id
        join case_assignments a on a.cluster_id = o.cluster_id and a.case_id = o.id and a.until_on is null
      union all select m.person_id, 6, 'team' from chain cross join lateral (select * from team_members m where m.cluster_id = access.cluster_id() and m.team_id = chain.id offset 0) m join clusters cl on cl.id = m.cluster_id
        where access.runs(m.from_on, m.until_on, m.ended_at) and (m.leads_team or cl.advisors_read_team)
      union all select h.id, 7, 'advisor' from held h, c where h.role = 'advisor' and c.worklist = 'new' and c.lead_id is null),
    staff as (select distinct on (p.id) p.id, p.given_name, p.family_name, x.part from reading x join people p on p.cluster_id = access.cluster_id() and p.id = x.id and p.disabled_at is null
      where (select true from cluster_roles r where r.cluster_id = access.cluster_id() and r.role in ('advisor', 'track_lead', 'manager', 'director') and r.person_id = x.id
        and access.runs(r.from_on, r.until_on, r.ended_at) limit 1) order by p.id, x.place)
  select id, given_name, family_name, part from staff
  union all
  select p.id, p.given_name, p.family_name, 'leader' from c join company_roles r on r.cluster_id = c.cluster_id and r.company_id = c.company_id and r.role = 'leader'
    join people p on p.cluster_id = r.cluster_id and p.id = r.person_id and p.disabled_at is null and p.account_id is not null
    where access.runs(r.from_on, r.until_on, r.ended_at) $$;
