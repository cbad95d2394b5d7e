ALTER TABLE "rate_limits" DROP CONSTRAINT "rate_limits_scope";--> statement-breakpoint
ALTER TABLE "rate_limits" ADD CONSTRAINT "rate_limits_scope" CHECK ("rate_limits"."scope" in ('account', 'device', 'address', 'mail_account', 'mail_address', 'use_person', 'use_address', 'use_cluster'));
--> statement-breakpoint
-- One use of something by whoever is signed in, and how many seconds they wait instead: 0 to go on. A use that waits is not counted. Its person's row is locked: fifty at once are counted one by one.
-- Uses of everybody at an address or in a cluster hold nobody back who had less than a share: no one can shut out somebody else.
create function access.take_use(p_session text, p_use text, p_address_key text, p_at timestamptz, p_minutes int, p_person int, p_share int, p_address int, p_cluster int) returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare s record; l record; n int; others boolean; span interval := make_interval(mins => p_minutes); begin
  select cluster_id, person_id into s from sessions where id = p_session and expires_at > now();
  if not found then raise exception 'no such session' using errcode = '28000'; end if;
  select * into l from rate_limits where scope = 'use_person' and key = p_use || ' ' || s.person_id;
  if l.blocked_until > p_at then return ceil(extract(epoch from l.blocked_until - p_at)); end if;
  insert into rate_limits (scope, key, window_start, count) values ('use_person', p_use || ' ' || s.person_id, p_at, 0) on conflict do nothing;
  select * into l from rate_limits where scope = 'use_person' and key = p_use || ' ' || s.person_id for update;
  if l.blocked_until > p_at then return ceil(extract(epoch from l.blocked_until - p_at)); end if;
  n := case when l.window_start <= p_at - span then 1 else l.count + 1 end;
  others := access.count_use('use_address', p_use || ' ' || p_address_key, p_at, span) > p_address;
  others := access.count_use('use_cluster', p_use || ' ' || s.cluster_id, p_at, span) > p_cluster or others;
  update rate_limits set count = n, window_start = case when n = 1 then p_at else window_start end,
      blocked_until = p_at + access.attempt_delay(10 + n - case when others then least(p_share, p_person) else p_person end)
    where scope = 'use_person' and key = p_use || ' ' || s.person_id;
  return 0;
end $$;
--> statement-breakpoint
create function access.count_use(p_scope text, p_key text, p_at timestamptz, p_span interval) returns int language sql security definer set search_path = pg_catalog, public as $$
  insert into rate_limits as l (scope, key, window_start, count) values (p_scope, p_key, p_at, 1)
    on conflict (scope, key) do update set count = case when l.window_start <= p_at - p_span then 1 else l.count + 1 end,
      window_start = case when l.window_start <= p_at - p_span then p_at else l.window_start end
    returning count $$;
--> statement-breakpoint
revoke all on function access.take_use(text, text, text, timestamptz, int, int, int, int, int), access.count_use(text, text, timestamptz, interval) from public;
--> statement-breakpoint
grant execute on function access.count_use(text, text, timestamptz, interval) to app_auth;
--> statement-breakpoint
grant execute on function access.take_use(text, text, text, timestamptz, int, int, int, int, int) to app_user;
--> statement-breakpoint
grant create on schema access to app_auth;
--> statement-breakpoint
alter function access.take_use(text, text, text, timestamptz, int, int, int, int, int) owner to app_auth;
--> statement-breakpoint
alter function access.count_use(text, text, timestamptz, interval) owner to app_auth;
--> statement-breakpoint
revoke create on schema access from app_auth;
