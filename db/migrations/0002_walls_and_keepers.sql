do $$ declare t text; mine text; begin
  for t in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity loop
    execute format('alter table %I force row level security', t);
    -- Forced row security binds the owner too: seeds and data migrations enter one cluster at a time.
    mine := case when exists (select from information_schema.columns where table_schema = 'public' and table_name = t and column_name = 'cluster_id') and t <> 'access_log'
      then 'cluster_id = (select access.cluster_id())' else 'true' end;
    execute format('create policy %I on %I to current_user using (%s) with check (%s)', t || '_owner', t, mine, mine);
  end loop;
end $$;
--> statement-breakpoint
-- A merge of companies moves parent and children in one transaction.
do $$ declare c record; begin
  for c in select conrelid::regclass as t, conname from pg_constraint where contype = 'f' and confrelid = 'cases'::regclass and array_length(conkey, 1) = 3 loop
    execute format('alter table %s alter constraint %I deferrable', c.t, c.conname);
  end loop;
end $$;
--> statement-breakpoint
-- INCLUDE holds the columns the policy reads: without them no index-only scan, so no cheap count.
create index cases_of_lead on cases (cluster_id, lead_id, worklist, next_due_on, id) include (company_id, team_id, programme_id, track);
--> statement-breakpoint
create index cases_of_team on cases (cluster_id, team_id, worklist, next_due_on, id) include (company_id, lead_id, programme_id, track);
--> statement-breakpoint
create index cases_of_cluster on cases (cluster_id, worklist, next_due_on, id) include (company_id, lead_id, team_id, programme_id, track);
--> statement-breakpoint
create index cases_of_track on cases (cluster_id, track, worklist, next_due_on, id) include (company_id, lead_id, team_id, programme_id);
--> statement-breakpoint
create index case_assignments_person on case_assignments (cluster_id, person_id) include (company_id) where until_on is null;
--> statement-breakpoint
create index search_documents_company on search_documents (cluster_id, company_id) include (folded);
--> statement-breakpoint
create index sessions_expiry on sessions (expires_at);
--> statement-breakpoint
create function access.fold(t text) returns text language sql immutable parallel safe
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, t)) $$;
--> statement-breakpoint
-- Enter a transaction as a person: what they may see is computed from today's roles and assignments, never stored.
create function access.enter_person(p_cluster uuid, p_person uuid) returns text language plpgsql security definer set search_path = pg_catalog, public as $$
declare r record; own uuid[]; tm uuid[]; aud text; account uuid; scoped boolean; company_roles_held int; today date := (now() at time zone 'Europe/Paris')::date;
begin
  select p.account_id into account from people p left join accounts a on a.id = p.account_id
    where p.cluster_id = p_cluster and p.id = p_person and p.disabled_at is null and a.disabled_at is null;
  if not found then raise exception 'no such actor' using errcode = '28000'; end if;
  select coalesce(bool_or(role in ('advisor', 'track_lead', 'manager', 'director')), false) staff,
      coalesce(bool_or(role in ('manager', 'director') and programme_id is null), false) sees_all,
      coalesce(bool_or(role in ('advisor', 'track_lead', 'manager', 'admin')), false) writes,
      coalesce(bool_or(role = 'advisor'), false) advises,
      coalesce(array_agg(programme_id) filter (where role = 'manager' and programme_id is not null), '{}') programmes,
      coalesce(array_agg(track) filter (where role = 'track_lead'), '{}') tracks,
      coalesce(array_agg(distinct role), '{}') roles,
      min(role) filter (where role in ('funder', 'admin')) other
    into r from cluster_roles where cluster_id = p_cluster and person_id = p_person and from_on <= today and (until_on is null or until_on >= today);
  if r.staff then
    aud := 'staff';
    if not r.sees_all then
      select array_agg(distinct company_id) into own from case_assignments where cluster_id = p_cluster and person_id = p_person and until_on is null;
      with recursive t (id) as (
        select m.team_id from team_members m join clusters cl on cl.id = m.cluster_id
          where m.cluster_id = p_cluster and m.person_id = p_person and m.from_on <= today and (m.until_on is null or m.until_on >= today) and (m.leads_team or cl.advisors_read_team)
        union select ch.id from teams ch join t on ch.cluster_id = p_cluster and ch.parent_id = t.id)
      select array_agg(id) into tm from t;
    end if;
  else
    select array_agg(company_id) filter (where role = 'leader'), count(*) into own, company_roles_held
      from company_roles where cluster_id = p_cluster and person_id = p_person and role in ('leader', 'collaborator')
        and from_on <= today and (until_on is null or until_on >= today);
    aud := case when company_roles_held > 0 then 'company' else coalesce(r.other, 'none') end;
  end if;
  scoped := not r.sees_all and (cardinality(coalesce(tm, '{}')) + cardinality(r.programmes) + cardinality(r.tracks) > 0 or r.advises);
  perform set_config('app.cluster_id', p_cluster::text, true), set_config('app.account_id', coalesce(account::text, ''), true), set_config('app.person_id', p_person::text, true),
    set_config('app.audience', aud, true), set_config('app.roles', r.roles::text, true), set_config('app.sees_all', r.sees_all::text::char(1), true),
    set_config('app.writes', (r.writes or aud = 'company')::text::char(1), true), set_config('app.takes_requests', r.advises::text::char(1), true),
    set_config('app.has_scope', scoped::text::char(1), true), set_config('app.company_ids', coalesce(own, '{}')::text, true), set_config('app.team_ids', coalesce(tm, '{}')::text, true),
    set_config('app.programme_ids', r.programmes::text, true), set_config('app.tracks', r.tracks::text, true);
  return aud;
end $$;
--> statement-breakpoint
-- Web requests enter by session: the database, not the process, decides who that is.
create function access.enter_session(p_session text) returns text language plpgsql security definer set search_path = pg_catalog, public as $$
declare s record;
begin
  select cluster_id, person_id into s from sessions where id = p_session and expires_at > now() and created_at > now() - interval '7 days';
  if not found then raise exception 'no such session' using errcode = '28000'; end if;
  return access.enter_person(s.cluster_id, s.person_id);
end $$;
--> statement-breakpoint
create function access.enter_system(p_cluster uuid, p_job text) returns void language sql set search_path = pg_catalog as $$
  select set_config('app.cluster_id', p_cluster::text, true), set_config('app.account_id', '', true), set_config('app.person_id', '', true), set_config('app.audience', 'system', true),
    set_config('app.roles', '', true), set_config('app.sees_all', 't', true), set_config('app.writes', 't', true), set_config('app.takes_requests', 'f', true), set_config('app.has_scope', 'f', true),
    set_config('app.company_ids', '', true), set_config('app.team_ids', '', true), set_config('app.programme_ids', '', true), set_config('app.tracks', '', true), set_config('app.job', p_job, true) $$;
--> statement-breakpoint
-- Sign-in: the app role reaches sessions and other people's accounts through these functions alone.
create function access.sign_in_candidate(p_email text) returns table (account_id uuid, password_hash text, is_disabled boolean)
language sql stable security definer set search_path = pg_catalog, public
  as $$ select id, password_hash, disabled_at is not null from accounts where email = p_email $$;
--> statement-breakpoint
create function access.account_people(p_account uuid) returns table (cluster_id uuid, cluster_name text, person_id uuid, given_name text, family_name text)
language sql stable security definer set search_path = pg_catalog, public
  as $$ select c.id, c.name, p.id, p.given_name, p.family_name from people p join clusters c on c.id = p.cluster_id
        where p.account_id = p_account and p.disabled_at is null order by c.name, c.id $$;
--> statement-breakpoint
create function access.open_session(p_id text, p_account uuid, p_cluster uuid, p_person uuid, p_expires timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  if not exists (select from people p join accounts a on a.id = p.account_id where p.cluster_id = p_cluster and p.id = p_person and a.id = p_account and p.disabled_at is null and a.disabled_at is null) then
    raise exception 'no such actor' using errcode = '28000'; end if;
  delete from sessions where account_id = p_account and (expires_at <= now() or created_at <= now() - interval '7 days');
  insert into sessions (id, account_id, cluster_id, person_id, expires_at) values (p_id, p_account, p_cluster, p_person, p_expires);
end $$;
--> statement-breakpoint
create function access.read_session(p_id text) returns table (account_id uuid, cluster_id uuid, person_id uuid, created_at timestamptz, expires_at timestamptz, email text, locale text, theme text,
  given_name text, family_name text, cluster_name text, is_demo boolean, roles text[], tracks text[], sees_all boolean, programme_ids uuid[], companies jsonb, company_roles text[], spaces int)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.account_id, s.cluster_id, s.person_id, s.created_at, s.expires_at, a.email, a.locale, a.theme, p.given_name, p.family_name, c.name, c.is_demo,
    coalesce(r.roles, '{}'), coalesce(r.tracks, '{}'), coalesce(r.sees_all, false), coalesce(r.programme_ids, '{}'), coalesce(k.companies, '[]'), coalesce(k.company_roles, '{}'),
    (select count(*)::int from people q where q.account_id = s.account_id and q.disabled_at is null)
  from (select (now() at time zone 'Europe/Paris')::date today) t cross join sessions s join accounts a on a.id = s.account_id and a.disabled_at is null
    join people p on p.cluster_id = s.cluster_id and p.id = s.person_id and p.disabled_at is null
    join clusters c on c.id = s.cluster_id
    left join lateral (select array_agg(distinct x.role::text) roles, array_agg(x.track::text) filter (where x.role = 'track_lead') tracks,
        bool_or(x.role in ('manager', 'director') and x.programme_id is null) sees_all, array_agg(x.programme_id) filter (where x.role = 'manager' and x.programme_id is not null) programme_ids
      from cluster_roles x where x.cluster_id = s.cluster_id and x.person_id = s.person_id and x.from_on <= t.today and (x.until_on is null or x.until_on >= t.today)) r on true
    left join lateral (select jsonb_agg(jsonb_build_object('id', x.company_id, 'name', co.name, 'role', x.role, 'isSignatory', x.is_signatory) order by co.name) companies, array_agg(distinct x.role::text) company_roles
      from company_roles x join companies co on co.cluster_id = x.cluster_id and co.id = x.company_id
      where x.cluster_id = s.cluster_id and x.person_id = s.person_id and x.role in ('leader', 'collaborator') and x.from_on <= t.today and (x.until_on is null or x.until_on >= t.today)) k on true
  where s.id = p_id and s.expires_at > now() and s.created_at > now() - interval '7 days' $$;
--> statement-breakpoint
create function access.extend_session(p_id text, p_expires timestamptz) returns void language sql security definer set search_path = pg_catalog, public
  as $$ update sessions set expires_at = p_expires, seen_at = now() where id = p_id $$;
--> statement-breakpoint
create function access.close_session(p_id text) returns void language sql security definer set search_path = pg_catalog, public
  as $$ delete from sessions where id = p_id $$;
--> statement-breakpoint
create function access.close_account_sessions(p_account uuid) returns void language sql security definer set search_path = pg_catalog, public
  as $$ delete from sessions where account_id = p_account $$;
--> statement-breakpoint
create function access.close_expired_sessions() returns void language sql security definer set search_path = pg_catalog, public
  as $$ delete from sessions where expires_at <= now() or created_at <= now() - interval '7 days' $$;
--> statement-breakpoint
create function access.store_password(p_account uuid, p_old_hash text, p_new_hash text) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$ begin
  update accounts set password_hash = p_new_hash, version = version + 1, updated_at = now() where id = p_account and password_hash = p_old_hash; return found; end $$;
--> statement-breakpoint
-- Invitations are read before anybody is signed in: by the digest of the link's token, nothing else.
create function access.find_invitation(p_token_hash text) returns table (cluster_id uuid, cluster_name text, invitation_id uuid, email text, given_name text, family_name text, company_name text, inviter_name text, expires_at timestamptz, has_account boolean, is_usable boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select i.cluster_id, c.name, i.id, i.email, p.given_name, p.family_name, co.name, b.given_name || ' ' || b.family_name, i.expires_at,
    exists (select from accounts a where a.email = i.email), i.accepted_at is null and i.revoked_at is null and i.expires_at > now() and p.disabled_at is null and p.account_id is null
  from invitations i join clusters c on c.id = i.cluster_id join people p on p.cluster_id = i.cluster_id and p.id = i.person_id
    join companies co on co.cluster_id = i.cluster_id and co.id = i.company_id join people b on b.cluster_id = i.cluster_id and b.id = i.created_by_id
  where i.token_hash = p_token_hash $$;
--> statement-breakpoint
-- Takes the invitation once. An e-mail that has an account already proves it with that account's hash (checked by the caller).
create function access.accept_invitation(p_token_hash text, p_password_hash text, p_known_hash text, p_locale text) returns table (account_id uuid, cluster_id uuid, person_id uuid)
language plpgsql security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare i record; account uuid; begin
  update invitations set accepted_at = now() where token_hash = p_token_hash and accepted_at is null and revoked_at is null and expires_at > now()
    returning cluster_id, id, person_id, company_id, email into i;
  if not found then return; end if;
  select a.id into account from accounts a where a.email = i.email and a.disabled_at is null;
  if account is null then
    if p_password_hash is null then raise exception 'password_required' using errcode = '22023'; end if;
    insert into accounts (email, password_hash, locale) values (i.email, p_password_hash, p_locale) returning id into account;
  elsif not exists (select from accounts a where a.id = account and a.password_hash = p_known_hash) then
    raise exception 'account_not_proven' using errcode = '28000';
  end if;
  update people set account_id = account, version = version + 1, updated_at = now() where cluster_id = i.cluster_id and id = i.person_id and account_id is null;
  if not found then raise exception 'already_has_account' using errcode = '23505'; end if;
  insert into events (cluster_id, kind, actor_id, company_id, subject_kind, subject_id, confidentiality, facts)
    values (i.cluster_id, 'invitation.accepted', i.person_id, i.company_id, 'invitation', i.id, 'company', '{}');
  return query select account, i.cluster_id, i.person_id;
end $$;
--> statement-breakpoint
-- Only the lead of the cluster's clock: the number is unique, never reused.
create function access.next_case_number(p_prefix text, p_year int) returns int language sql security definer set search_path = pg_catalog, public as $$
  insert into case_numbers as n (cluster_id, prefix, year, last_number) values (access.cluster_id(), p_prefix, p_year, 1)
  on conflict (cluster_id, prefix, year) do update set last_number = n.last_number + 1 returning last_number $$;
--> statement-breakpoint
-- A leader's act (a signature) stops a clock the leader may not read.
create function access.stop_clock(p_case uuid, p_rule text, p_at timestamptz) returns void language sql security definer set search_path = pg_catalog, public as $$
  update clocks set stopped_at = p_at where cluster_id = access.cluster_id() and case_id = p_case and rule = p_rule and stopped_at is null and access.writes()
    and (access.is_staff() or company_id = any (access.company_ids())) $$;
--> statement-breakpoint
-- Both sides have agreed: what follows the signature gets its days. The last to agree may be the leader, who may not date the advisor's milestones.
create function access.start_signed_plan(p_case uuid, p_days jsonb) returns void language sql security definer set search_path = pg_catalog, public as $$
  update milestones m set starts_on = d.starts_on, due_on = d.due_on, state = case when d.starts then 'in_progress' else m.state end, version = m.version + 1, updated_at = now()
  from jsonb_to_recordset(p_days) d (id uuid, starts_on date, due_on date, starts boolean)
  where m.cluster_id = access.cluster_id() and m.case_id = p_case and m.id = d.id and m.state = 'upcoming'
    and access.writes() and (access.is_staff() or m.company_id = any (access.company_ids()))
    and (select count(*) from plan_agreements a join plan_versions v on v.cluster_id = a.cluster_id and v.id = a.plan_version_id
      where a.cluster_id = m.cluster_id and a.case_id = p_case and v.state = 'signed') = 2
    and exists (select from cases c where c.cluster_id = m.cluster_id and c.id = p_case and c.state = 'plan_to_sign') $$;
--> statement-breakpoint
-- Who reads what the team writes on a case, by the very rules of entering; the composer names them. For a company's people: its leaders with an account.
create function access.case_readers(p_case uuid) returns table (person_id uuid, given_name text, family_name text, part text) language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive c as (select * from cases where cluster_id = access.cluster_id() and id = p_case and access.is_staff()),
    t as (select (now() at time zone 'Europe/Paris')::date today),
    -- A team's case is read by whoever leads it or a team above, and by its members where the cluster says so.
    chain (id, parent_id) as (select id, parent_id from teams where cluster_id = access.cluster_id() and id = (select team_id from c)
      union select p.id, p.parent_id from teams p join chain on p.cluster_id = access.cluster_id() and p.id = chain.parent_id),
    held as materialized (select r.person_id id, r.role, r.programme_id, r.track from cluster_roles r, t where r.cluster_id = access.cluster_id() and r.role in ('advisor', 'track_lead', 'manager', 'director')
      and r.from_on <= t.today and (r.until_on is null or r.until_on >= t.today)),
    reading as (
      select lead_id id, 1 place, 'lead' part from c where lead_id is not null
      union all select h.id, case h.role when 'manager' then 2 else 3 end, h.role from held h, c where h.role in ('manager', 'director') and (h.programme_id is null or h.role = 'manager' and h.programme_id = c.programme_id)
      union all select h.id, 4, 'track_lead' from held h, c where h.role = 'track_lead' and h.track = c.track
      union all select a.person_id, 5, 'company_advisor' from c join cases o on o.cluster_id = c.cluster_id and o.company_id = c.company_id
        join case_assignments a on a.cluster_id = o.cluster_id and a.case_id = o.id and a.until_on is null
      union all select m.person_id, 6, 'team' from chain join team_members m on m.cluster_id = access.cluster_id() and m.team_id = chain.id join clusters cl on cl.id = m.cluster_id cross join t
        where m.from_on <= t.today and (m.until_on is null or m.until_on >= t.today) and (m.leads_team or cl.advisors_read_team)
      union all select h.id, 7, 'advisor' from held h, c where h.role = 'advisor' and c.worklist = 'new' and c.lead_id is null),
    staff as (select distinct on (p.id) p.id, p.given_name, p.family_name, x.part from reading x join people p on p.cluster_id = access.cluster_id() and p.id = x.id and p.disabled_at is null
      where x.id in (select id from held) order by p.id, x.place)
  select id, given_name, family_name, part from staff
  union all
  select p.id, p.given_name, p.family_name, 'leader' from c join company_roles r on r.cluster_id = c.cluster_id and r.company_id = c.company_id and r.role = 'leader' cross join t
    join people p on p.cluster_id = r.cluster_id and p.id = r.person_id and p.disabled_at is null and p.account_id is not null
    where r.from_on <= t.today and (r.until_on is null or r.until_on >= t.today) $$;
--> statement-breakpoint
-- Search: LIKE is not leakproof, so under a policy it would read everything first. This function applies the rights itself.
-- Few documents visible: start from them. All visible: start from the rarest word, bounded.
create function access.search(q text, max_rows int default 20) returns table (kind text, id uuid, company_id uuid, case_id uuid, title text, hint text)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare cl uuid := access.cluster_id(); words text[]; lead_word text; tight text := regexp_replace(q, '[\s\u00a0\u202f.]', '', 'g'); pats text[];
begin
  if cl is null or length(tight) < 2 or length(q) > 200 or access.audience() not in ('staff', 'company', 'system') then return; end if;
  words := case when tight ~ '^\d{3,14}$' then array[left(tight, 9)] else regexp_split_to_array(trim(access.fold(q)), '[^[:alnum:]]+') end;
  words := array(select w from unnest(words) w where w <> '' limit 6);
  if words = '{}' then return; end if;
  if cardinality(words) = 1 then lead_word := words[1];
  else
    select w into lead_word from unnest(words) w order by (select count(*) from (select from search_words x where x.cluster_id = cl and x.word >= w collate "C" and x.word < w || U&'\FFFF' collate "C" limit 101) y), length(w) desc limit 1;
  end if;
  pats := array(select '% ' || w || '%' from unnest(words) w); -- words hold letters and digits only: no wildcard to escape
  if access.sees_all() or access.has_scope() then
    return query execute
      'select d.kind::text, d.id, d.company_id, d.case_id, d.title, d.hint from (select distinct c.document_id from
         (select w.document_id from search_words w where w.cluster_id = $1 and w.word >= $2 collate "C" and w.word < $3 collate "C" order by w.word, w.document_id limit $11) c) c
       join search_documents d on d.cluster_id = $1 and d.id = c.document_id where d.folded like all ($4)
         and ($6 or d.company_id = any ($7) or exists (select from cases s where s.cluster_id = $1 and s.company_id = d.company_id and (s.id = d.case_id or d.case_id is null)
           and (s.programme_id = any ($8) or s.track = any ($9 collate "C") or s.team_id = any ($10) or ($12 and s.worklist = ''new'' and s.lead_id is null)))) order by d.title, d.id limit $5'
      using cl, lead_word, lead_word || U&'\FFFF', pats, max_rows, access.sees_all(), access.company_ids(), access.programme_ids(), access.tracks(), access.team_ids(),
        case when cardinality(words) = 1 and access.sees_all() then max_rows * 3 else 400 end, access.takes_requests();
  else
    return query execute
      'select d.kind::text, d.id, d.company_id, d.case_id, d.title, d.hint from search_documents d
       where d.cluster_id = $1 and d.company_id = any ($2) and d.folded like all ($3) order by d.title, d.id limit $4'
      using cl, access.company_ids(), pats, max_rows;
  end if;
end $$;
--> statement-breakpoint
create function access.keep_words(p_cluster uuid, p_documents uuid[]) returns void language sql security definer set search_path = pg_catalog, public as $$
  delete from search_words where cluster_id = p_cluster and document_id = any (p_documents);
  insert into search_words (cluster_id, word, document_id)
    select distinct d.cluster_id, w, d.id from search_documents d, regexp_split_to_table(trim(d.folded), ' +') w where d.cluster_id = p_cluster and d.id = any (p_documents) and w <> '' on conflict do nothing $$;
--> statement-breakpoint
create function access.keep_company_documents() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare g record; begin
  insert into search_documents (cluster_id, id, kind, company_id, title, hint, folded)
    select n.cluster_id, n.id, 'company', n.id, n.name, n.siren, ' ' || regexp_replace(access.fold(concat_ws(' ', n.name, n.acronym, n.siren, n.foreign_id)), '[^[:alnum:]]+', ' ', 'g') from new_rows n
    on conflict (cluster_id, id) do update set title = excluded.title, hint = excluded.hint, folded = excluded.folded;
  for g in select n.cluster_id, array_agg(n.id) ids from new_rows n group by 1 loop
    perform access.keep_words(g.cluster_id, g.ids);
    if tg_op = 'UPDATE' then
      update search_documents d set title = c.name, folded = ' ' || regexp_replace(access.fold(concat_ws(' ', s.reference, replace(s.reference, '-', ''), c.name, s.title)), '[^[:alnum:]]+', ' ', 'g')
        from cases s join companies c on c.cluster_id = s.cluster_id and c.id = s.company_id
        where d.cluster_id = g.cluster_id and d.kind = 'case' and d.company_id = any (g.ids) and s.cluster_id = d.cluster_id and s.id = d.id and d.title <> c.name;
    end if;
  end loop;
  return null;
end $$;
--> statement-breakpoint
create function access.keep_case_documents() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare g record; begin
  insert into search_documents (cluster_id, id, kind, company_id, case_id, title, hint, folded)
    select n.cluster_id, n.id, 'case', n.company_id, n.id, c.name, n.reference, ' ' || regexp_replace(access.fold(concat_ws(' ', n.reference, replace(n.reference, '-', ''), c.name, n.title)), '[^[:alnum:]]+', ' ', 'g')
    from new_rows n join companies c on c.cluster_id = n.cluster_id and c.id = n.company_id;
  for g in select n.cluster_id, array_agg(n.id) ids from new_rows n group by 1 loop perform access.keep_words(g.cluster_id, g.ids); end loop;
  return null;
end $$;
--> statement-breakpoint
-- Derived columns of a case. Lock first, then read: the second statement's snapshot holds what the lock waited for.
create function access.refresh_cases(p_cluster uuid, p_cases uuid[]) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform from cases where cluster_id = p_cluster and id = any (p_cases) order by id for no key update;
  update cases c set next_due_on = n.next_due_on, blocked_items = n.blocked_items, ball = n.ball, done_milestones = n.done, planned_milestones = n.planned
  from (
    select x.id, coalesce(o.next_due_on, 'infinity') next_due_on, coalesce(o.blocked_items, 0) blocked_items, coalesce(m.done, 0) done, coalesce(m.planned, 0) planned,
      case when s.state = 'plan_to_sign' then case when exists (select from plan_agreements a join plan_versions v on v.cluster_id = a.cluster_id and v.id = a.plan_version_id
          where a.cluster_id = p_cluster and a.case_id = x.id and a.side = 'company' and v.state = 'sent') then 'advisor' else 'company' end
        when s.state in ('assessing', 'active', 'on_hold', 'reviewing', 'follow_up') then o.ball end ball
    from unnest(p_cases) x (id) join cases s on s.cluster_id = p_cluster and s.id = x.id
    left join lateral (select count(*) filter (where k.state = 'done') done, count(*) filter (where k.state <> 'not_applicable') planned from milestones k where k.cluster_id = p_cluster and k.case_id = x.id) m on true
    left join lateral (
      select min(i.due_on) next_due_on, count(*) filter (where i.blocked) blocked_items,
        case when bool_and(i.side = 'company') filter (where i.is_next) then 'company' when bool_or(i.side = 'advisor') filter (where i.is_next) then 'advisor'
          else (array_agg(i.side order by i.due_on, i.id) filter (where i.is_next))[1] end ball
      from (
        select k.id, k.due_on, k.state = 'blocked' blocked, case when k.state = 'to_validate' then 'advisor' else k.side end collate "C" side,
          not exists (select from milestone_dependencies d join milestones b on b.cluster_id = d.cluster_id and b.id = d.blocker_id
            where d.cluster_id = p_cluster and d.milestone_id = k.id and b.state not in ('done', 'not_applicable')) is_next
        from milestones k where k.cluster_id = p_cluster and k.case_id = x.id and k.state not in ('done', 'not_applicable')
        union all select t.id, t.due_on, t.state = 'blocked', t.side, true from tasks t where t.cluster_id = p_cluster and t.case_id = x.id and t.state in ('open', 'blocked')) i) o on true) n
  where c.cluster_id = p_cluster and c.id = n.id
    and (c.next_due_on, c.blocked_items, c.ball, c.done_milestones, c.planned_milestones) is distinct from (n.next_due_on, n.blocked_items, n.ball, n.done, n.planned);
end $$;
--> statement-breakpoint
create function access.keep_case_dates() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare g record;
begin
  if tg_op = 'DELETE' then for g in select cluster_id, array_agg(distinct case_id) ids from old_rows group by 1 loop perform access.refresh_cases(g.cluster_id, g.ids); end loop;
  else for g in select cluster_id, array_agg(distinct case_id) ids from new_rows group by 1 loop perform access.refresh_cases(g.cluster_id, g.ids); end loop; end if;
  return null;
end $$;
--> statement-breakpoint
create function access.keep_case_ball() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin perform access.refresh_cases(new.cluster_id, array[new.id]); return null; end $$;
--> statement-breakpoint
create function access.keep_last_contact() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare g record;
begin
  for g in select distinct cluster_id, case_id from new_rows order by 2 loop
    perform from cases where cluster_id = g.cluster_id and id = g.case_id for no key update;
    update cases c set last_contact_on = n.on_date
    from (select max(happened_on) on_date from notes where cluster_id = g.cluster_id and case_id = g.case_id and is_two_way and state = 'published') n
    where c.cluster_id = g.cluster_id and c.id = g.case_id and c.last_contact_on is distinct from n.on_date;
  end loop;
  return null;
end $$;
--> statement-breakpoint
-- The one active lead row is the truth; the partial unique index makes it one.
create function access.keep_lead() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update cases set lead_id = a.person_id, team_id = coalesce(a.team_id, cases.team_id) from (select person_id, team_id from case_assignments
    where cluster_id = new.cluster_id and case_id = new.case_id and part = 'lead' and until_on is null) a
  where cases.cluster_id = new.cluster_id and cases.id = new.case_id and cases.lead_id is distinct from a.person_id;
  return null;
end $$;
--> statement-breakpoint
create function access.keep_is_staff() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update people p set is_staff = n.staff from (select coalesce(bool_or(role in ('advisor', 'track_lead', 'manager', 'director')), false) staff
    from cluster_roles where cluster_id = new.cluster_id and person_id = new.person_id and (until_on is null or until_on >= current_date)) n
  where p.cluster_id = new.cluster_id and p.id = new.person_id and p.is_staff <> n.staff;
  return null;
end $$;
--> statement-breakpoint
-- An edge is refused when it closes a loop. Writing the journey row puts edges of one journey in a queue at any isolation level.
create function access.refuse_cycle() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare loop_path uuid[];
begin
  update journeys set dependencies_version = dependencies_version + 1 where cluster_id = new.cluster_id and id = new.journey_id;
  if (select count(*) from milestones m join cases c on c.cluster_id = m.cluster_id and c.id = m.case_id
      where m.cluster_id = new.cluster_id and m.id in (new.milestone_id, new.blocker_id) and c.journey_id = new.journey_id) <> 2 then
    raise exception 'other_journey' using errcode = '23514';
  end if;
  with recursive up (id, path) as (
    select new.blocker_id, array[new.milestone_id, new.blocker_id]
    union all select d.blocker_id, up.path || d.blocker_id from up join milestone_dependencies d on d.cluster_id = new.cluster_id and d.milestone_id = up.id
      where up.id <> new.milestone_id and not d.blocker_id = any (up.path[2:]))
  select path into loop_path from up where id = new.milestone_id limit 1;
  if loop_path is not null then raise exception 'dependency_cycle' using errcode = '23514', detail = array_to_string(loop_path, ' '); end if;
  return new;
end $$;
--> statement-breakpoint
-- A company's person moves states of its own case and milestones, never their owner, dates or words.
create function access.refuse_company_edit() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare kept text[]; begin
  if access.audience() <> 'company' then return new; end if;
  kept := case tg_table_name
    when 'cases' then array['state', 'state_since', 'ended_on', 'end_reason', 'version', 'updated_at', 'next_due_on', 'blocked_items', 'ball', 'done_milestones', 'planned_milestones', 'worklist', 'started_on']
    when 'milestones' then array['state', 'reason', 'awaited', 'blocked_since', 'submitted_by_id', 'done_on', 'done_at', 'done_by_id', 'starts_on', 'due_on', 'version', 'updated_at']
    else array['state', 'reason', 'blocked_since', 'done_at', 'done_by_id', 'version', 'updated_at'] end;
  if (to_jsonb(old) - kept) is distinct from (to_jsonb(new) - kept) then raise exception 'not the company''s to change' using errcode = '42501'; end if;
  if tg_table_name = 'cases' and new.state <> old.state and not ((old.state, new.state) in (('plan_to_sign', 'active'), ('plan_to_sign', 'assessing')) or (new.state = 'closed_early' and old.state in ('submitted', 'qualifying', 'accepted'))) then
    raise exception 'not the company''s to decide' using errcode = '42501'; end if;
  -- What the advisor said done for the company, its leader contests: that alone reopens a milestone from their side.
  if tg_table_name = 'milestones' then
    if not (old.state = 'done' and new.state = 'in_progress' and exists (select from people where cluster_id = old.cluster_id and id = old.submitted_by_id and is_staff))
      and (new.state <> old.state and (new.state in ('done', 'not_applicable') or old.state in ('done', 'not_applicable'))
        or (new.done_on, new.done_at, new.done_by_id) is distinct from (old.done_on, old.done_at, old.done_by_id)) then
      raise exception 'not the company''s to decide' using errcode = '42501'; end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
create function access.refuse_change() returns trigger language plpgsql as $$ begin raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation'; end $$;
--> statement-breakpoint
create function access.keep_used_metric() returns trigger language plpgsql as $$ begin
  if exists (select from public.observations o where o.cluster_id = old.cluster_id and o.metric = old.metric and o.metric_version = old.version) then
    raise exception 'definition % v% is in use', old.metric, old.version using errcode = 'restrict_violation'; end if;
  return case tg_op when 'DELETE' then old else new end; end $$;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['milestones', 'tasks'] loop
    execute format('create trigger %1$I_insert after insert on %1$I referencing new table as new_rows for each statement execute function access.keep_case_dates()', t);
    execute format('create trigger %1$I_update after update on %1$I referencing new table as new_rows for each statement execute function access.keep_case_dates()', t);
    execute format('create trigger %1$I_delete after delete on %1$I referencing old table as old_rows for each statement execute function access.keep_case_dates()', t);
    execute format('create trigger %1$I_company_edit before update on %1$I for each row execute function access.refuse_company_edit()', t);
  end loop;
  foreach t in array array['observations', 'observation_acts', 'baselines', 'plan_agreements', 'events'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function access.refuse_change()', t);
  end loop;
end $$;
--> statement-breakpoint
create trigger dependencies_insert after insert on milestone_dependencies referencing new table as new_rows for each statement execute function access.keep_case_dates();
--> statement-breakpoint
create trigger dependencies_delete after delete on milestone_dependencies referencing old table as old_rows for each statement execute function access.keep_case_dates();
--> statement-breakpoint
create trigger plan_agreements_insert after insert on plan_agreements referencing new table as new_rows for each statement execute function access.keep_case_dates();
--> statement-breakpoint
create trigger cases_company_edit before update on cases for each row execute function access.refuse_company_edit();
--> statement-breakpoint
create trigger cases_state after update of state on cases for each row when (old.state is distinct from new.state) execute function access.keep_case_ball();
--> statement-breakpoint
create trigger notes_insert after insert on notes referencing new table as new_rows for each statement execute function access.keep_last_contact();
--> statement-breakpoint
create trigger notes_update after update on notes referencing new table as new_rows for each statement execute function access.keep_last_contact();
--> statement-breakpoint
create trigger case_assignments_lead after insert or update on case_assignments for each row when (new.part = 'lead' and new.until_on is null) execute function access.keep_lead();
--> statement-breakpoint
create trigger cluster_roles_staff after insert or update on cluster_roles for each row execute function access.keep_is_staff();
--> statement-breakpoint
create trigger dependencies_cycle before insert on milestone_dependencies for each row execute function access.refuse_cycle();
--> statement-breakpoint
create trigger companies_documents after insert on companies referencing new table as new_rows for each statement execute function access.keep_company_documents();
--> statement-breakpoint
create trigger companies_documents_update after update on companies referencing new table as new_rows for each statement execute function access.keep_company_documents();
--> statement-breakpoint
create trigger cases_documents after insert on cases referencing new table as new_rows for each statement execute function access.keep_case_documents();
--> statement-breakpoint
create trigger metric_versions_used before update or delete on metric_versions for each row execute function access.keep_used_metric();
--> statement-breakpoint
grant usage on schema public, access to app_user, app_worker, app_auth, app_keeper;
--> statement-breakpoint
-- Reading: row policies decide which rows. Tables that only definer functions read are left out.
do $$ declare t text; begin
  for t in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('sessions', 'accounts', 'access_log', 'search_documents', 'search_words', 'case_numbers') loop
    execute format('grant select on %I to app_user, app_worker', t);
  end loop;
end $$;
--> statement-breakpoint
grant select (id, email, locale, theme, version), update (locale, theme, version, updated_at) on accounts to app_user;
--> statement-breakpoint
grant insert on access_log to app_user, app_worker;
--> statement-breakpoint
grant insert, update on people, company_roles, invitations, companies, memberships, register_units, register_imports, journeys, cases, case_assignments, clocks, eligibility_sheets, support_requests,
  plan_versions, milestones, tasks, notes, figure_subjects, idempotency_keys to app_user, app_worker;
--> statement-breakpoint
grant insert on case_proposals, plan_targets, plan_agreements, milestone_dependencies, milestone_evidence, observations, observation_acts, event_keys, baselines, expected_figures, events, event_texts, register_import_rows to app_user, app_worker;
--> statement-breakpoint
grant delete on case_proposals, plan_targets, milestones, milestone_dependencies, event_keys, register_import_rows, idempotency_keys to app_user, app_worker;
--> statement-breakpoint
grant select on clusters, sessions, people, teams, team_members, cluster_roles, company_roles, companies, case_assignments, cases, search_documents, search_words, events, invitations, support_requests to app_auth;
--> statement-breakpoint
grant select, insert, update on accounts to app_auth;
--> statement-breakpoint
grant select, insert, update, delete on sessions to app_auth;
--> statement-breakpoint
grant update on people, invitations to app_auth;
--> statement-breakpoint
grant insert on events to app_auth;
--> statement-breakpoint
create policy people_link on people for update to app_auth using (true) with check (true);
--> statement-breakpoint
create policy invitations_take on invitations for update to app_auth using (true) with check (true);
--> statement-breakpoint
create policy events_auth_append on events for insert to app_auth with check (kind = 'invitation.accepted');
--> statement-breakpoint
grant select, update on cases, journeys, people, clocks, milestones to app_keeper;
--> statement-breakpoint
grant select on tasks, notes, case_assignments, cluster_roles, milestone_dependencies, plan_versions, plan_agreements to app_keeper;
--> statement-breakpoint
grant select, insert, update on case_numbers to app_keeper;
--> statement-breakpoint
grant select, insert, update, delete on search_documents, search_words to app_keeper;
--> statement-breakpoint
grant select on companies to app_keeper;
--> statement-breakpoint
create policy companies_keeper on companies for select to app_keeper using (true);
--> statement-breakpoint
revoke all on all functions in schema access from public;
--> statement-breakpoint
grant execute on all functions in schema access to app_user, app_worker, app_auth, app_keeper;
--> statement-breakpoint
-- The web role enters by session only; jobs enter as system or as the reader of a mail.
revoke execute on function access.enter_person(uuid, uuid), access.enter_system(uuid, text), access.refresh_cases(uuid, uuid[]), access.keep_words(uuid, uuid[]), access.close_expired_sessions() from app_user;
--> statement-breakpoint
revoke execute on function access.enter_session(text), access.open_session(text, uuid, uuid, uuid, timestamptz), access.sign_in_candidate(text), access.store_password(uuid, text, text), access.accept_invitation(text, text, text, text),
  access.find_invitation(text), access.refresh_cases(uuid, uuid[]), access.keep_words(uuid, uuid[]) from app_worker;
--> statement-breakpoint
grant create on schema access to app_auth, app_keeper;
--> statement-breakpoint
do $$ declare f record; begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p where p.pronamespace = 'access'::regnamespace and p.prosecdef loop
    execute format('alter function %s owner to %I', f.signature,
      case when f.proname in ('refresh_cases', 'keep_case_dates', 'keep_case_ball', 'keep_last_contact', 'keep_lead', 'keep_is_staff', 'refuse_cycle', 'keep_words', 'keep_company_documents', 'keep_case_documents', 'next_case_number', 'stop_clock', 'start_signed_plan')
        then 'app_keeper' else 'app_auth' end);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema access from app_auth, app_keeper;
--> statement-breakpoint
alter table cases set (autovacuum_vacuum_scale_factor = 0.01);
