-- Another cluster is another token, not another sign-in: what was proved, when, in which browser, and until when at most goes along.
create function access.move_session(p_old text, p_new text, p_cluster uuid, p_person uuid) returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare s record; begin
  delete from sessions where id = p_old and expires_at > now() and created_at > now() - interval '7 days' returning * into s;
  if not found then return false; end if;
  if not exists (select from people p join accounts a on a.id = p.account_id where p.cluster_id = p_cluster and p.id = p_person and a.id = s.account_id and p.disabled_at is null and a.disabled_at is null) then
    raise exception 'no such actor' using errcode = '28000'; end if;
  insert into sessions (id, account_id, cluster_id, person_id, created_at, expires_at, seen_at, proved_at, level, device_id)
    values (p_new, s.account_id, p_cluster, p_person, s.created_at, s.expires_at, s.seen_at, s.proved_at, s.level, s.device_id);
  return true;
end $$;
--> statement-breakpoint
revoke all on function access.move_session(text, text, uuid, uuid) from public;
--> statement-breakpoint
grant execute on function access.move_session(text, text, uuid, uuid) to app_user;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
alter function access.move_session(text, text, uuid, uuid) owner to app_auth;
--> statement-breakpoint
revoke create on schema access from app_auth;
