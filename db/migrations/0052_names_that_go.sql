ALTER TABLE "people" ADD CONSTRAINT "people_anonymised" CHECK (anonymised_at is null or (account_id is null and email is null and phone is null and disabled_at is not null));
--> statement-breakpoint
-- What follows the name of somebody who asked to be forgotten, or who left: the functions below alone write here.
grant select, update on event_texts, data_copies to app_auth;
--> statement-breakpoint
grant update on outbox to app_auth;
--> statement-breakpoint
grant select, delete on demo_mailbox to app_auth;
--> statement-breakpoint
create policy event_texts_forget_read on event_texts for select to app_auth using (true);
--> statement-breakpoint
create policy event_texts_forget on event_texts for update to app_auth using (true) with check (true);
--> statement-breakpoint
create policy data_copies_forget_read on data_copies for select to app_auth using (true);
--> statement-breakpoint
create policy data_copies_forget on data_copies for update to app_auth using (true) with check (true);
--> statement-breakpoint
create policy outbox_forget on outbox for update to app_auth using (true) with check (true);
--> statement-breakpoint
-- An address that is nobody's: it can receive nothing and is typed by nobody.
create function access.no_address(p_id uuid) returns text language sql immutable as $$ select 'erased:' || p_id $$;
--> statement-breakpoint
-- Closes an account that serves nobody in any cluster any more: no address, no way to sign in. The row stays, its key is in the log of access.
create function access.forget_account(p_account uuid) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare held text; begin
  select a.email into held from accounts a where a.id = p_account for update;
  if not found or exists (select from people p where p.account_id = p_account) then return false; end if;
  delete from sessions s where s.account_id = p_account;
  delete from account_tokens t where t.subject_id = p_account or t.subject_id in (select e.id from email_changes e where e.account_id = p_account);
  delete from email_changes e where e.account_id = p_account;
  delete from known_devices d where d.account_id = p_account;
  delete from authenticators x where x.account_id = p_account;
  delete from passkeys x where x.account_id = p_account;
  delete from recovery_codes x where x.account_id = p_account;
  delete from sign_in_steps x where x.account_id = p_account;
  update account_mails m set email = access.no_address(m.id), settled_at = coalesce(m.settled_at, now()), outcome = coalesce(m.outcome, 'nothing_left'), claim = null
    where m.account_id = p_account or m.email = held;
  delete from demo_mailbox b where b.recipient = held;
  update accounts a set email = access.no_address(a.id), password_hash = null, disabled_at = coalesce(a.disabled_at, now()), version = a.version + 1, updated_at = now() where a.id = p_account;
  return true;
end $$;
--> statement-breakpoint
-- Erases who somebody is beside their own row. The salt goes with a text: what is left of it is a digest that no guess can be held against.
create function access.forget_identity(p_person uuid, p_given text, p_family text, out account_gone boolean, out sign_ins int, out letters int)
language plpgsql security definer set search_path = pg_catalog, public as $$
declare c uuid := access.cluster_id(); who people; addresses text[]; invited uuid[]; begin
  if not (access.has_role('admin') and access.writes()) or p_person = access.person_id() then raise exception 'not theirs to forget' using errcode = '42501'; end if;
  select p.* into who from people p where p.cluster_id = c and p.id = p_person for update;
  if not found then raise exception 'nobody here' using errcode = '42501'; end if;
  addresses := array_remove(array[who.email, (select a.email from accounts a where a.id = who.account_id)], null);
  delete from sessions s where s.cluster_id = c and s.person_id = who.id;
  get diagnostics sign_ins = row_count;
  account_gone := false;
  if who.account_id is not null then
    update people p set account_id = null where p.cluster_id = c and p.id = who.id;
    account_gone := access.forget_account(who.account_id);
  end if;
  select coalesce(array_agg(i.id), '{}') into invited from invitations i where i.cluster_id = c and (i.person_id = who.id or (i.email = any (addresses) and i.company_id is null));
  update invitations i set email = access.no_address(i.id), given_name = case when i.given_name is not null then p_given end, family_name = case when i.family_name is not null then p_family end,
      revoked_at = case when i.accepted_at is null and i.declined_at is null then coalesce(i.revoked_at, now()) else i.revoked_at end
    where i.cluster_id = c and i.id = any (invited);
  delete from account_tokens t where t.subject_id = who.id or t.subject_id = any (invited);
  update account_mails m set email = access.no_address(m.id), settled_at = coalesce(m.settled_at, now()), outcome = coalesce(m.outcome, 'nothing_left'), claim = null where m.cluster_id = c and m.subject_id = any (invited);
  update outbox o set settled_at = now(), outcome = 'not_readable', claim = null where o.cluster_id = c and o.recipient_id = who.id and o.settled_at is null;
  get diagnostics letters = row_count;
  update data_copies d set ready_at = coalesce(d.ready_at, now()), expires_at = least(d.expires_at, now()) where d.cluster_id = c and d.person_id = who.id;
  update event_texts t set body = null, salt = '', erased_at = now() from events e
    where e.cluster_id = c and e.kind = 'person.edited' and e.subject_id = who.id and t.cluster_id = c and t.event_id = e.id and t.field ~ '^(givenName|familyName|email|phone)(_|$)' and t.erased_at is null;
end $$;
--> statement-breakpoint
revoke all on function access.no_address(uuid), access.forget_account(uuid), access.forget_identity(uuid, text, text) from public;
--> statement-breakpoint
grant execute on function access.no_address(uuid), access.forget_account(uuid) to app_auth;
--> statement-breakpoint
grant execute on function access.forget_identity(uuid, text, text) to app_user;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
alter function access.forget_account(uuid) owner to app_auth;
--> statement-breakpoint
alter function access.forget_identity(uuid, text, text) owner to app_auth;
--> statement-breakpoint
revoke create on schema access from app_auth;
