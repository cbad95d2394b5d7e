ALTER TABLE "account_mails" DROP CONSTRAINT "account_mails_kind";--> statement-breakpoint
ALTER TABLE "account_tokens" DROP CONSTRAINT "account_tokens_purpose";--> statement-breakpoint
DROP INDEX "invitations_token";--> statement-breakpoint
ALTER TABLE "invitations" ALTER COLUMN "company_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ALTER COLUMN "person_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "account_mails" ADD COLUMN "cluster_id" uuid;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "locale" text collate "C" DEFAULT 'fr' NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "given_name" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "family_name" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "role" text collate "C";--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "programme_id" uuid;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "track" text collate "C";--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "from_on" date;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "until_on" date;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "declined_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_programme" FOREIGN KEY ("cluster_id","programme_id") REFERENCES "public"."programmes"("cluster_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_of_address" ON "invitations" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_of_staff" ON "invitations" USING btree ("cluster_id","email") WHERE company_id is null and accepted_at is null and declined_at is null and revoked_at is null;--> statement-breakpoint
ALTER TABLE "account_mails" ADD CONSTRAINT "account_mails_kind" CHECK ("account_mails"."kind" in ('new_device', 'reset', 'password_changed', 'email_old', 'email_new', 'email_taken', 'email_changed', 'invitation'));--> statement-breakpoint
ALTER TABLE "account_tokens" ADD CONSTRAINT "account_tokens_purpose" CHECK ("account_tokens"."purpose" in ('unsubscribe', 'reset', 'email_old', 'email_new', 'invitation'));--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_locale" CHECK ("invitations"."locale" in ('fr', 'en'));--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_role" CHECK ("invitations"."role" in ('advisor', 'track_lead', 'manager', 'director', 'funder', 'admin'));--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_purpose" CHECK (case when company_id is null then role is not null and given_name is not null and family_name is not null and from_on is not null else person_id is not null and role is null end);--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_track" CHECK ((role = 'track_lead') = (track is not null));--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_dates" CHECK (until_on >= from_on);--> statement-breakpoint
ALTER POLICY "invitations_read" ON "invitations" TO app_user,app_worker USING (((company_id is not null and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.company_has_visible_case(company_id)))) or (company_id is null and (select access.has_role('admin')) and cluster_id = (select access.cluster_id()))));--> statement-breakpoint
ALTER POLICY "invitations_insert" ON "invitations" TO app_user,app_worker WITH CHECK ((select access.writes()) and created_by_id = (select access.person_id()) and ((company_id is not null and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))) or (company_id is null and (select access.has_role('admin')) and cluster_id = (select access.cluster_id()))));--> statement-breakpoint
ALTER POLICY "invitations_update" ON "invitations" TO app_user,app_worker USING ((select access.writes()) and true and ((company_id is not null and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))) or (company_id is null and (select access.has_role('admin')) and cluster_id = (select access.cluster_id())))) WITH CHECK ((select access.writes()) and true and ((company_id is not null and (select access.is_staff()) and cluster_id = (select access.cluster_id()) and ((select access.sees_all()) or company_id = any ((select access.company_ids())::uuid[]) or ((select access.has_scope()) and access.keeps_company(company_id)))) or (company_id is null and (select access.has_role('admin')) and cluster_id = (select access.cluster_id()))));
--> statement-breakpoint
-- Links handed over before letters carried them stay good.
do $$ declare c record; begin
  for c in select id from clusters loop
    perform access.enter_system(c.id, 'migrate');
    insert into account_tokens (purpose, cluster_id, subject_id, token_hash, expires_at)
      select 'invitation', cluster_id, id, token_hash, expires_at from invitations where cluster_id = c.id and accepted_at is null and revoked_at is null and expires_at > now();
  end loop;
  perform set_config('app.cluster_id', '', true);
end $$;
--> statement-breakpoint
ALTER TABLE "invitations" DROP COLUMN "token_hash";
--> statement-breakpoint
grant insert on people, cluster_roles to app_auth;
--> statement-breakpoint
create policy people_join on people for insert to app_auth with check (is_staff = false);
--> statement-breakpoint
create policy cluster_roles_join on cluster_roles for insert to app_auth with check (true);
--> statement-breakpoint
alter policy events_auth_append on events with check (kind in ('invitation.accepted', 'invitation.declined'));
--> statement-breakpoint
-- Whether an invitation still waits for an answer.
create function access.invitation_waits(i invitations) returns boolean language sql stable set search_path = pg_catalog, public as $$
  select i.accepted_at is null and i.declined_at is null and i.revoked_at is null and i.expires_at > now() and (i.until_on is null or i.until_on >= (now() at time zone 'Europe/Paris')::date)
    and (i.company_id is null or exists (select from people p where p.cluster_id = i.cluster_id and p.id = i.person_id and p.disabled_at is null and p.account_id is null)) $$;
--> statement-breakpoint
-- One letter, whether the address has an account or not: the worker finds out, where nobody waits for the answer.
create function access.mail_invitation(p_invitation uuid) returns void language sql security definer set search_path = pg_catalog, public as $$
  insert into account_mails (kind, email, subject_id, cluster_id, due_at) select 'invitation', i.email, i.id, i.cluster_id, now() from invitations i
  where i.cluster_id = access.cluster_id() and i.id = p_invitation and i.created_by_id = access.person_id() and access.writes() and access.invitation_waits(i) $$;
--> statement-breakpoint
-- What the letter tells, read as it leaves; nothing once the invitation was answered, withdrawn or is over, and nothing to a closed account.
create function access.invitation_mail(p_mail uuid) returns table (locale text, given_name text, cluster_name text, company_name text, inviter_name text, role text, expires_at timestamptz, has_account boolean, is_demo boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(a.locale, i.locale), coalesce(i.given_name, p.given_name), c.name, co.name, b.given_name || ' ' || b.family_name, i.role, i.expires_at, a.id is not null, c.is_demo
  from account_mails m join invitations i on i.cluster_id = m.cluster_id and i.id = m.subject_id and access.invitation_waits(i) join clusters c on c.id = i.cluster_id
    join people b on b.cluster_id = i.cluster_id and b.id = i.created_by_id left join people p on p.cluster_id = i.cluster_id and p.id = i.person_id
    left join companies co on co.cluster_id = i.cluster_id and co.id = i.company_id left join accounts a on a.email = i.email
  where m.id = p_mail and m.kind = 'invitation' and a.disabled_at is null $$;
--> statement-breakpoint
-- An invitation's link lasts as long as the invitation, the others an hour.
create or replace function access.mint_account_link(p_mail uuid, p_token_hash text) returns void language sql security definer set search_path = pg_catalog, public as $$
  insert into account_tokens (purpose, cluster_id, subject_id, token_hash, expires_at)
    select m.kind, m.cluster_id, case m.kind when 'reset' then m.account_id else m.subject_id end, p_token_hash, coalesce(i.expires_at, now() + interval '60 minutes')
    from account_mails m left join invitations i on i.cluster_id = m.cluster_id and i.id = m.subject_id and access.invitation_waits(i) and not exists (select from accounts a where a.email = i.email)
    where m.id = p_mail and (m.kind in ('reset', 'email_old', 'email_new') and m.account_id is not null or m.kind = 'invitation' and i.id is not null) $$;
--> statement-breakpoint
drop function access.find_invitation(text);
--> statement-breakpoint
-- What a link invites to; looking takes nothing, and says nothing of accounts.
create function access.find_invitation(p_token_hash text) returns table (cluster_name text, company_name text, inviter_name text, email text, given_name text, family_name text, role text, expires_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select c.name, co.name, b.given_name || ' ' || b.family_name, i.email, coalesce(i.given_name, p.given_name), coalesce(i.family_name, p.family_name), i.role, i.expires_at
  from account_tokens t join invitations i on i.cluster_id = t.cluster_id and i.id = t.subject_id and access.invitation_waits(i) join clusters c on c.id = i.cluster_id
    join people b on b.cluster_id = i.cluster_id and b.id = i.created_by_id left join people p on p.cluster_id = i.cluster_id and p.id = i.person_id
    left join companies co on co.cluster_id = i.cluster_id and co.id = i.company_id
  where t.token_hash = p_token_hash and t.purpose = 'invitation' and t.used_at is null and t.expires_at > now() $$;
--> statement-breakpoint
-- Makes an account somebody here, by an invitation that still waits; null where it cannot. One human stays one account: whoever holds it in this cluster already gets the role, and that of the
-- invited person ends. Nobody is of the staff and of a company in one cluster, and who was shut out stays out. Other sign-ins of theirs end: none grows.
create function access.join_by_invitation(p_cluster uuid, p_invitation uuid, p_account uuid, p_session text, p_given text, p_family text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public as $$
declare i invitations; holder record; who uuid; a record; begin
  select n.* into i from invitations n where n.cluster_id = p_cluster and n.id = p_invitation for update;
  if not found or not access.invitation_waits(i) then return null; end if;
  select p.id, p.disabled_at into holder from people p where p.cluster_id = i.cluster_id and p.account_id = p_account;
  if holder.disabled_at is not null then return null; end if;
  who := coalesce(holder.id, i.person_id);
  if i.company_id is null then
    if exists (select from company_roles r where r.cluster_id = i.cluster_id and r.person_id = holder.id and access.runs(r.from_on, r.until_on, r.ended_at)) then return null; end if;
    if who is null then
      insert into people (cluster_id, account_id, given_name, family_name, email) values (i.cluster_id, p_account, p_given, p_family, i.email) returning id into who;
    end if;
    insert into cluster_roles (cluster_id, person_id, role, programme_id, track, from_on, until_on) values (i.cluster_id, who, i.role, i.programme_id, i.track, i.from_on, i.until_on);
  elsif holder.id is null then
    update people p set account_id = p_account, version = p.version + 1, updated_at = now() where p.cluster_id = i.cluster_id and p.id = i.person_id;
  else
    for a in update company_roles r set ended_at = now() where r.cluster_id = i.cluster_id and r.company_id = i.company_id and r.person_id = i.person_id
        and access.runs(r.from_on, r.until_on, r.ended_at) returning r.* loop
      update company_roles r set is_account_owner = r.is_account_owner or a.is_account_owner, is_signatory = r.is_signatory or a.is_signatory
        where r.cluster_id = i.cluster_id and r.company_id = i.company_id and r.person_id = who and r.role = a.role and access.runs(r.from_on, r.until_on, r.ended_at);
      if not found then
        insert into company_roles (cluster_id, company_id, person_id, role, job_title, is_account_owner, is_signatory, from_on, until_on)
          values (a.cluster_id, a.company_id, who, a.role, a.job_title, a.is_account_owner, a.is_signatory, a.from_on, a.until_on);
      end if;
    end loop;
  end if;
  delete from sessions s where s.cluster_id = i.cluster_id and s.person_id = who and s.id is distinct from p_session;
  update invitations n set accepted_at = now(), person_id = coalesce(n.person_id, who) where n.cluster_id = i.cluster_id and n.id = i.id;
  update account_tokens t set used_at = now() where t.subject_id = i.id and t.purpose = 'invitation' and t.used_at is null;
  insert into events (cluster_id, kind, actor_id, company_id, subject_kind, subject_id, confidentiality, facts)
    values (i.cluster_id, 'invitation.accepted', who, i.company_id, 'invitation', i.id, case when i.company_id is null then 'admin' else 'company' end,
      case when i.company_id is null then jsonb_build_object('person', who, 'role', i.role, 'programmeId', i.programme_id, 'track', i.track, 'fromOn', i.from_on, 'untilOn', i.until_on) else '{}' end);
  return who;
end $$;
--> statement-breakpoint
drop function access.accept_invitation(text, text, text, text);
--> statement-breakpoint
-- Takes a link once and makes its account, or gives no row: an address that has got an account meanwhile signs in and answers there.
create function access.accept_invitation(p_token_hash text, p_password_hash text, p_locale text, p_given text, p_family text) returns table (account_id uuid, cluster_id uuid, person_id uuid)
language plpgsql security definer set search_path = pg_catalog, public as $$
declare i invitations; account uuid; who uuid; begin
  select n.* into i from account_tokens t join invitations n on n.cluster_id = t.cluster_id and n.id = t.subject_id
    where t.token_hash = p_token_hash and t.purpose = 'invitation' and t.used_at is null and t.expires_at > now() for update of n;
  if not found or not access.invitation_waits(i) then return; end if;
  insert into accounts (email, password_hash, locale) values (i.email, p_password_hash, p_locale) on conflict (email) do nothing returning id into account;
  if account is null then return; end if;
  who := access.join_by_invitation(i.cluster_id, i.id, account, null, p_given, p_family);
  if who is null then raise exception 'a new account is nobody here yet'; end if;
  return query select account, i.cluster_id, who;
end $$;
--> statement-breakpoint
-- Answers no, once, by the link or signed in as the address: nobody is asked who they are to refuse.
create function access.decline_invitation(p_token_hash text, p_session text, p_invitation uuid) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare i invitations; begin
  if p_token_hash is not null then
    select n.* into i from account_tokens t join invitations n on n.cluster_id = t.cluster_id and n.id = t.subject_id
      where t.token_hash = p_token_hash and t.purpose = 'invitation' and t.used_at is null and t.expires_at > now() for update of n;
  else
    select n.* into i from sessions s join accounts a on a.id = s.account_id and a.disabled_at is null join invitations n on n.email = a.email
      where s.id = p_session and s.expires_at > now() and n.id = p_invitation for update of n;
  end if;
  if not found or not access.invitation_waits(i) then return false; end if;
  update invitations n set declined_at = now() where n.cluster_id = i.cluster_id and n.id = i.id;
  update account_tokens t set used_at = now() where t.subject_id = i.id and t.purpose = 'invitation' and t.used_at is null;
  insert into events (cluster_id, kind, actor_id, company_id, subject_kind, subject_id, confidentiality)
    values (i.cluster_id, 'invitation.declined', i.person_id, i.company_id, 'invitation', i.id, case when i.company_id is null then 'admin' else 'company' end);
  return true;
end $$;
--> statement-breakpoint
-- What waits for the address of a sign-in, in whatever cluster.
create function access.my_invitations(p_session text) returns table (id uuid, cluster_name text, company_name text, inviter_name text, given_name text, family_name text, role text, expires_at timestamptz, asks_name boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select i.id, c.name, co.name, b.given_name || ' ' || b.family_name, coalesce(i.given_name, p.given_name), coalesce(i.family_name, p.family_name), i.role, i.expires_at,
    i.company_id is null and not exists (select from people h where h.cluster_id = i.cluster_id and h.account_id = a.id)
  from sessions s join accounts a on a.id = s.account_id and a.disabled_at is null join invitations i on i.email = a.email and access.invitation_waits(i) join clusters c on c.id = i.cluster_id
    join people b on b.cluster_id = i.cluster_id and b.id = i.created_by_id left join people p on p.cluster_id = i.cluster_id and p.id = i.person_id
    left join companies co on co.cluster_id = i.cluster_id and co.id = i.company_id
  where s.id = p_session and s.expires_at > now() order by i.id $$;
--> statement-breakpoint
-- Says yes as an account whose address was invited; no row where it cannot.
create function access.take_invitation(p_session text, p_invitation uuid, p_given text, p_family text) returns table (cluster_id uuid, person_id uuid)
language plpgsql security definer set search_path = pg_catalog, public as $$
declare f record; who uuid; begin
  select i.cluster_id as cluster, a.id as account into f from sessions s join accounts a on a.id = s.account_id and a.disabled_at is null join invitations i on i.email = a.email
    where s.id = p_session and s.expires_at > now() and i.id = p_invitation;
  if not found then return; end if;
  who := access.join_by_invitation(f.cluster, p_invitation, f.account, p_session, p_given, p_family);
  if who is not null then return query select f.cluster, who; end if;
end $$;
--> statement-breakpoint
revoke all on function access.invitation_waits(invitations), access.mail_invitation(uuid), access.invitation_mail(uuid), access.find_invitation(text), access.join_by_invitation(uuid, uuid, uuid, text, text, text),
  access.accept_invitation(text, text, text, text, text), access.decline_invitation(text, text, uuid), access.my_invitations(text), access.take_invitation(text, uuid, text, text) from public;
--> statement-breakpoint
grant execute on function access.mail_invitation(uuid), access.find_invitation(text), access.accept_invitation(text, text, text, text, text), access.decline_invitation(text, text, uuid), access.my_invitations(text),
  access.take_invitation(text, uuid, text, text) to app_user;
--> statement-breakpoint
grant execute on function access.invitation_mail(uuid) to app_worker;
--> statement-breakpoint
grant execute on function access.invitation_waits(invitations) to app_auth;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
do $$ declare f text; begin
  foreach f in array array['access.mail_invitation(uuid)', 'access.invitation_mail(uuid)', 'access.find_invitation(text)', 'access.join_by_invitation(uuid, uuid, uuid, text, text, text)',
    'access.accept_invitation(text, text, text, text, text)', 'access.decline_invitation(text, text, uuid)', 'access.my_invitations(text)', 'access.take_invitation(text, uuid, text, text)'] loop
    execute format('alter function %s owner to app_auth', f);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema access from app_auth;
