CREATE TABLE "audit_digests" (
	"cluster_id" uuid NOT NULL,
	"trail" text collate "C" NOT NULL,
	"entry_id" uuid NOT NULL,
	"batch_no" integer NOT NULL,
	"position" integer NOT NULL,
	"digest" text collate "C" NOT NULL,
	CONSTRAINT "audit_digests_pk" PRIMARY KEY("cluster_id","trail","entry_id"),
	CONSTRAINT "audit_digests_place" UNIQUE("cluster_id","trail","batch_no","position")
);
--> statement-breakpoint
ALTER TABLE "audit_digests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"cluster_id" uuid NOT NULL,
	"trail" text collate "C" NOT NULL,
	"batch_no" integer NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	"format" integer NOT NULL,
	"entries" integer NOT NULL,
	"last_id" uuid NOT NULL,
	"root" text collate "C" NOT NULL,
	"previous" text collate "C" NOT NULL,
	"chain" text collate "C" NOT NULL,
	CONSTRAINT "audit_seals_pk" PRIMARY KEY("cluster_id","trail","batch_no"),
	CONSTRAINT "audit_seals_trail" CHECK ("audit_seals"."trail" in ('events', 'access'))
);
--> statement-breakpoint
ALTER TABLE "audit_seals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_digests" ADD CONSTRAINT "audit_digests_seal" FOREIGN KEY ("cluster_id","trail","batch_no") REFERENCES "public"."audit_seals"("cluster_id","trail","batch_no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "access_log_keeper" ON "access_log" AS PERMISSIVE FOR SELECT TO "app_keeper" USING (true);--> statement-breakpoint
CREATE POLICY "events_keeper" ON "events" AS PERMISSIVE FOR SELECT TO "app_keeper" USING (true);--> statement-breakpoint
CREATE POLICY "audit_digests_keeper" ON "audit_digests" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "audit_seals_read" ON "audit_seals" AS PERMISSIVE FOR SELECT TO "app_user", "app_worker" USING (cluster_id = (select access.cluster_id()) and (select access.has_role('admin')));--> statement-breakpoint
CREATE POLICY "audit_seals_keeper" ON "audit_seals" AS PERMISSIVE FOR ALL TO "app_keeper" USING (true) WITH CHECK (true);--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['audit_seals', 'audit_digests'] loop
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to current_user using (cluster_id = (select access.cluster_id())) with check (cluster_id = (select access.cluster_id()))', t || '_owner', t);
    execute format('create trigger append_only before update or delete on %I for each row execute function access.refuse_change()', t);
  end loop;
end $$;
--> statement-breakpoint
-- The application writes neither: only what seals does, and it only adds.
grant select on audit_seals to app_user, app_worker;
--> statement-breakpoint
grant select, insert on audit_seals, audit_digests to app_keeper;
--> statement-breakpoint
grant select on events, access_log to app_keeper;
--> statement-breakpoint
-- Written once, for ever: another way of writing is another format, and the seals of this one keep being read by it. Instants in UTC, keys of facts in the order of jsonb.
create function access.audit_entries(p_trail text, p_cluster uuid, p_after uuid) returns table (id uuid, recorded_at timestamptz, digest text) language sql stable as $$
  select e.id, e.recorded_at, encode(sha256(convert_to(jsonb_build_array(1, e.cluster_id, e.id, to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.kind, e.actor_id, e.actor_kind,
      e.on_behalf_of_id, e.channel, e.company_id, e.case_id, e.subject_kind, e.subject_id, e.confidentiality, e.facts)::text, 'UTF8')), 'hex')
    from public.events e where p_trail = 'events' and e.cluster_id = p_cluster and e.id > p_after
  union all
  select l.id, l.recorded_at, encode(sha256(convert_to(jsonb_build_array(1, l.cluster_id, l.id, to_char(l.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), l.kind, l.account_id, l.person_id,
      l.request_id, l.address_digest, l.subject_kind, l.subject_id, l.facts)::text, 'UTF8')), 'hex')
    from public.access_log l where p_trail = 'access' and l.id > p_after
      and (case when p_cluster = '00000000-0000-0000-0000-000000000000' then l.cluster_id is null else l.cluster_id = p_cluster end) $$;
--> statement-breakpoint
create function access.audit_root(p_cluster uuid, p_trail text, p_batch int) returns text language sql stable as $$
  select encode(sha256(convert_to(coalesce(string_agg(d.position || ' ' || d.entry_id || ' ' || d.digest, E'\n' order by d.position), ''), 'UTF8')), 'hex')
  from public.audit_digests d where d.cluster_id = p_cluster and d.trail = p_trail and d.batch_no = p_batch $$;
--> statement-breakpoint
create function access.audit_chain(s public.audit_seals) returns text language sql immutable as $$
  select encode(sha256(convert_to(jsonb_build_array(s.cluster_id, s.trail, s.batch_no, to_char(s.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), s.format, s.entries, s.last_id, s.root, s.previous)::text, 'UTF8')), 'hex') $$;
--> statement-breakpoint
-- The smallest key made at an instant (UUIDv7 begins with its milliseconds), and the instant a key was made at.
create function access.key_at(p_at timestamptz) returns uuid language sql immutable as $$
  select (lpad(to_hex(greatest(0, extract(epoch from p_at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid $$;
--> statement-breakpoint
create function access.key_made(p_id uuid) returns timestamptz language sql immutable as $$
  select to_timestamp(('x' || left(replace(p_id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) $$;
--> statement-breakpoint
-- Seals the oldest entries that no batch holds and that were recorded before an instant; returns how many, and the head of the chain. A transaction that committed late left a
-- smaller key behind: a day is looked back for it.
create function access.seal_audit(p_cluster uuid, p_trail text, p_before timestamptz, p_most int, out entries int, out batch_no int, out head text)
language plpgsql security definer set search_path = pg_catalog, public as $$
declare last record; seal audit_seals; ids uuid[]; digests text[];
begin
  perform pg_advisory_xact_lock(hashtextextended('audit ' || p_trail || p_cluster, 0));
  select s.batch_no, s.chain, s.last_id into last from audit_seals s where s.cluster_id = p_cluster and s.trail = p_trail order by s.batch_no desc limit 1;
  select coalesce(array_agg(x.id order by x.id), '{}'), coalesce(array_agg(x.digest order by x.id), '{}') into ids, digests from (
    select e.id, e.digest from access.audit_entries(p_trail, p_cluster, case when last.last_id is null then '00000000-0000-0000-0000-000000000000' else access.key_at(access.key_made(last.last_id) - interval '1 day') end) e
    where e.recorded_at < p_before and not exists (select from audit_digests d where d.cluster_id = p_cluster and d.trail = p_trail and d.entry_id = e.id)
    order by e.id limit p_most) x;
  entries := cardinality(ids);
  batch_no := coalesce(last.batch_no, 0);
  head := coalesce(last.chain, '');
  if entries = 0 then return; end if;
  batch_no := batch_no + 1;
  select p_cluster, p_trail, seal_audit.batch_no, date_trunc('microseconds', clock_timestamp()), 1, seal_audit.entries,
    greatest(last.last_id, ids[entries]),
    encode(sha256(convert_to(string_agg(g.position || ' ' || g.entry_id || ' ' || g.digest, E'\n' order by g.position), 'UTF8')), 'hex'), seal_audit.head, ''
    into seal from unnest(ids, digests) with ordinality g (entry_id, digest, position);
  head := access.audit_chain(seal);
  seal.chain := head;
  insert into audit_seals select seal.*;
  insert into audit_digests (cluster_id, trail, entry_id, batch_no, position, digest) select p_cluster, p_trail, g.entry_id, seal_audit.batch_no, g.position, g.digest from unnest(ids, digests) with ordinality g (entry_id, digest, position);
end $$;
--> statement-breakpoint
-- The first entry that is not what it was, or seal that does not hold: none when all is as it was sealed.
create function access.verify_audit(p_cluster uuid, p_trail text) returns table (batch_no int, entry_id uuid, fault text) language sql stable security definer set search_path = pg_catalog, public as $$
  with said as (select * from access.audit_entries(p_trail, p_cluster, '00000000-0000-0000-0000-000000000000')),
  seals as (select s.*, lag(s.chain, 1, '') over w as chain_before, row_number() over w as no from audit_seals s where s.cluster_id = p_cluster and s.trail = p_trail window w as (order by s.batch_no)),
  kept as (select d.*, lag(d.entry_id) over (partition by d.batch_no order by d.position) as entry_before from audit_digests d where d.cluster_id = p_cluster and d.trail = p_trail),
  faults as (
    select k.batch_no, k.position, k.entry_id, case when e.id is null then 'removed' when e.digest <> k.digest then 'changed' else 'reordered' end as fault
      from kept k left join said e on e.id = k.entry_id where e.id is null or e.digest <> k.digest or k.entry_before > k.entry_id
    union all select s.batch_no, 2147483646, null, case when s.no <> s.batch_no then 'seal_missing' when s.entries <> (select count(*) from kept k where k.batch_no = s.batch_no) then 'digests_missing'
        when s.root <> access.audit_root(p_cluster, p_trail, s.batch_no) then 'digests_changed' else 'seal_changed' end
      from seals s where s.no <> s.batch_no or s.previous <> s.chain_before or s.entries <> (select count(*) from kept k where k.batch_no = s.batch_no)
        or s.root <> access.audit_root(p_cluster, p_trail, s.batch_no) or s.chain <> access.audit_chain((s.cluster_id, s.trail, s.batch_no, s.sealed_at, s.format, s.entries, s.last_id, s.root, s.previous, s.chain)::audit_seals)
    union all select b.batch_no, 2147483647, e.id, 'added' from said e
      join lateral (select s.batch_no from seals s where s.last_id > e.id and s.sealed_at > e.recorded_at + interval '1 day' order by s.batch_no limit 1) b on true
      where not exists (select from kept k where k.entry_id = e.id))
  select f.batch_no, f.entry_id, f.fault from faults f order by f.batch_no, f.position, f.entry_id limit 1 $$;
--> statement-breakpoint
create function access.audit_state(p_cluster uuid, p_trail text) returns table (entries int, waiting int, batches int, head text) language sql stable security definer set search_path = pg_catalog, public as $$
  with s as (select count(*)::int as batches, coalesce(sum(s.entries), 0)::int as entries, coalesce((array_agg(s.chain order by s.batch_no desc))[1], '') as head from audit_seals s where s.cluster_id = p_cluster and s.trail = p_trail)
  select s.entries, (select count(*)::int from access.audit_entries(p_trail, p_cluster, '00000000-0000-0000-0000-000000000000') e
    where not exists (select from audit_digests d where d.cluster_id = p_cluster and d.trail = p_trail and d.entry_id = e.id)), s.batches, s.head from s $$;
--> statement-breakpoint
revoke all on function access.audit_entries(text, uuid, uuid), access.audit_root(uuid, text, int), access.audit_chain(audit_seals), access.key_at(timestamptz), access.key_made(uuid),
  access.seal_audit(uuid, text, timestamptz, int), access.verify_audit(uuid, text), access.audit_state(uuid, text) from public;
--> statement-breakpoint
grant execute on function access.audit_entries(text, uuid, uuid), access.audit_root(uuid, text, int), access.audit_chain(audit_seals), access.key_at(timestamptz), access.key_made(uuid) to app_keeper;
--> statement-breakpoint
grant execute on function access.seal_audit(uuid, text, timestamptz, int), access.verify_audit(uuid, text), access.audit_state(uuid, text) to app_worker;
--> statement-breakpoint
grant create on schema access to app_keeper;
--> statement-breakpoint
alter function access.seal_audit(uuid, text, timestamptz, int) owner to app_keeper;
--> statement-breakpoint
alter function access.verify_audit(uuid, text) owner to app_keeper;
--> statement-breakpoint
alter function access.audit_state(uuid, text) owner to app_keeper;
--> statement-breakpoint
revoke create on schema access from app_keeper;
