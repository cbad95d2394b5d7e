-- A closed account, or a person who was shut out of the cluster, has no way in by a link.
create or replace function access.find_invitation(p_token_hash text) returns table (cluster_id uuid, cluster_name text, invitation_id uuid, email text, given_name text, family_name text, company_name text, inviter_name text, expires_at timestamptz, has_account boolean, is_usable boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select i.cluster_id, c.name, i.id, i.email, p.given_name, p.family_name, co.name, b.given_name || ' ' || b.family_name, i.expires_at,
    exists (select from accounts a where a.email = i.email), i.accepted_at is null and i.revoked_at is null and i.expires_at > now() and p.disabled_at is null and p.account_id is null
      and not exists (select from accounts a left join people h on h.cluster_id = i.cluster_id and h.account_id = a.id where a.email = i.email and (a.disabled_at is not null or h.disabled_at is not null))
  from invitations i join clusters c on c.id = i.cluster_id join people p on p.cluster_id = i.cluster_id and p.id = i.person_id
    join companies co on co.cluster_id = i.cluster_id and co.id = i.company_id join people b on b.cluster_id = i.cluster_id and b.id = i.created_by_id
  where i.token_hash = p_token_hash $$;
--> statement-breakpoint
-- Takes the invitation once, or gives no row. An e-mail that has an account proves it with that account's hash (checked by the caller). Written down twice, one human stays one account:
-- whoever holds it in this cluster already gets the company's role, and the role of the invited person ends.
create or replace function access.accept_invitation(p_token_hash text, p_password_hash text, p_known_hash text, p_locale text) returns table (account_id uuid, cluster_id uuid, person_id uuid)
language plpgsql security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare i record; a record; holder record; account uuid; who uuid; begin
  select n.cluster_id, n.id, n.person_id, n.company_id, n.email into i from invitations n
    where n.token_hash = p_token_hash and n.accepted_at is null and n.revoked_at is null and n.expires_at > now() for update;
  if not found then return; end if;
  if exists (select from people p where p.cluster_id = i.cluster_id and p.id = i.person_id and (p.disabled_at is not null or p.account_id is not null)) then return; end if;
  if p_known_hash is null then
    if p_password_hash is null then raise exception 'password_required' using errcode = '22023'; end if;
    insert into accounts (email, password_hash, locale) values (i.email, p_password_hash, p_locale) on conflict (email) do nothing returning id into account;
    if account is null then return; end if;
  else
    select c.id into account from accounts c where c.email = i.email and c.disabled_at is null and c.password_hash = p_known_hash;
    if account is null then return; end if;
  end if;
  who := i.person_id;
  select p.id, p.disabled_at into holder from people p where p.cluster_id = i.cluster_id and p.account_id = account;
  if found then
    if holder.disabled_at is not null then return; end if;
    who := holder.id;
    for a in update company_roles r set ended_at = now() where r.cluster_id = i.cluster_id and r.company_id = i.company_id and r.person_id = i.person_id
        and access.runs(r.from_on, r.until_on, r.ended_at) returning r.* loop
      update company_roles r set is_account_owner = r.is_account_owner or a.is_account_owner, is_signatory = r.is_signatory or a.is_signatory
        where r.cluster_id = i.cluster_id and r.company_id = i.company_id and r.person_id = who and r.role = a.role and access.runs(r.from_on, r.until_on, r.ended_at);
      if not found then
        insert into company_roles (cluster_id, company_id, person_id, role, job_title, is_account_owner, is_signatory, from_on, until_on)
          values (a.cluster_id, a.company_id, who, a.role, a.job_title, a.is_account_owner, a.is_signatory, a.from_on, a.until_on);
      end if;
    end loop;
  else
    update people set account_id = account, version = version + 1, updated_at = now() where cluster_id = i.cluster_id and id = i.person_id;
  end if;
  update invitations set accepted_at = now() where cluster_id = i.cluster_id and id = i.id;
  insert into events (cluster_id, kind, actor_id, company_id, subject_kind, subject_id, confidentiality, facts)
    values (i.cluster_id, 'invitation.accepted', who, i.company_id, 'invitation', i.id, 'company', '{}');
  return query select account, i.cluster_id, who;
end $$;
--> statement-breakpoint
grant insert, update on company_roles to app_auth;
--> statement-breakpoint
create policy company_roles_join on company_roles for insert to app_auth with check (true);
--> statement-breakpoint
create policy company_roles_leave on company_roles for update to app_auth using (true) with check (true);
