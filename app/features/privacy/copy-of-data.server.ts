import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { runs } from '~/access/runs.server';
import type { Locale } from '~/i18n/locale';
import { maskOthers, type OtherPerson } from './mask-others';

export type Row = Record<string, unknown>;
/** A part of the copy: a table of its own in the archive. */
export type CopyPart = { name: string; rows: Row[] };
export type CopiedFile = { fileId: string; name: string };
export type Holder = { clusterId: string; personId: string };
export type OwnCopy = { locale: Locale; parts: CopyPart[]; files: CopiedFile[] };

/**
 * What somebody may see of themselves and of the companies they lead. `tx` is entered as that person: row security decides the rows, the
 * lists of columns leave out what no page shows them. (docs/domain.md §9.4)
 */
export async function readOwnCopy(tx: Tx, { clusterId: c, personId: p }: Holder): Promise<OwnCopy> {
  const rows = async (query: ReturnType<typeof sql>) => (await tx.execute(query)) as unknown as Row[];
  const led = sql`select r.company_id from company_roles r where r.cluster_id = ${c} and r.person_id = ${p} and r.role = 'leader' and ${runs(sql`r`)}`;
  const [reader] = (await tx.execute(sql`select a.locale from access.mail_address() a`)) as unknown as { locale: Locale }[];
  const parts: CopyPart[] = [
    {
      name: 'identity',
      rows: await rows(sql`select given_name, family_name, email, phone, created_at from people where cluster_id = ${c} and id = ${p}`),
    },
    {
      name: 'roles',
      rows: await rows(sql`
        select role, track, null::text as company, from_on, until_on, ended_at from cluster_roles where cluster_id = ${c} and person_id = ${p}
        union all select r.role, null, k.name, r.from_on, r.until_on, r.ended_at from company_roles r join companies k on k.cluster_id = r.cluster_id and k.id = r.company_id where r.cluster_id = ${c} and r.person_id = ${p}`),
    },
    {
      name: 'letter-choices',
      rows: await rows(sql`select kind, is_on, updated_at from notification_settings where cluster_id = ${c} and person_id = ${p}`),
    },
    {
      name: 'consents',
      rows: await rows(sql`
        select k.name as company, s.purpose, s.text_version, s.text_sha256, s.given_at, s.withdrawn_at from consents s join companies k on k.cluster_id = s.cluster_id and k.id = s.company_id
        where s.cluster_id = ${c} and (s.given_by_id = ${p} or s.withdrawn_by_id = ${p}) order by s.id`),
    },
    {
      name: 'requests',
      rows: await rows(
        sql`select id, track, title, need, state, submitted_at, created_at from support_requests where cluster_id = ${c} and asked_by_id = ${p} order by id`,
      ),
    },
    {
      name: 'documents',
      rows: await rows(sql`
        select id, title, file_name, media_type, size_bytes, sha256, uploaded_at, replaced_at, withdrawn_at from documents where cluster_id = ${c} and uploaded_by_id = ${p} order by id`),
    },
    {
      name: 'company',
      rows: await rows(sql`
        select id, siren, foreign_id, country_code, name, acronym, trade_name, naf_code, legal_form_code, founded_on, size_category, main_das, secondary_das, value_chain, technologies, markets, autonomy,
          group_name, jei_from, jei_until, cir_from, cir_until, street_address, postcode, city, region_code from companies where cluster_id = ${c} and id in (${led})`),
    },
    {
      name: 'company-years',
      rows: await rows(
        sql`select company_id, year, closed_on, months, balance_total_cents, net_result_cents, currency, photonic_share from company_years where cluster_id = ${c} and company_id in (${led}) order by id`,
      ),
    },
    {
      name: 'company-establishments',
      rows: await rows(
        sql`select company_id, nic, is_head_office, name, street_address, postcode, city, from_on, until_on from establishments where cluster_id = ${c} and company_id in (${led}) order by id`,
      ),
    },
    {
      name: 'company-cases',
      rows: await rows(
        sql`select id, reference, track, title, state, submitted_at, started_on, ended_on, outcome from cases where cluster_id = ${c} and company_id in (${led}) order by id`,
      ),
    },
    {
      name: 'company-milestones',
      rows: await rows(
        sql`select case_id, position, title, state, starts_on, due_on, done_on from milestones where cluster_id = ${c} and company_id in (${led}) and published_at is not null order by case_id, position`,
      ),
    },
    {
      name: 'company-tasks',
      rows: await rows(
        sql`select case_id, title, state, due_on, done_at from tasks where cluster_id = ${c} and company_id in (${led}) and side = 'company' order by id`,
      ),
    },
    {
      name: 'company-notes',
      rows: await rows(
        sql`select case_id, kind, happened_on, body from notes where cluster_id = ${c} and company_id in (${led}) and confidentiality = 'company' and state = 'published' order by id`,
      ),
    },
    {
      name: 'company-figures',
      rows: await rows(sql`
        select o.company_id, o.metric, (select m.label_fr from metric_versions m where m.cluster_id = o.cluster_id and m.metric = o.metric and m.version = o.metric_version) as label, o.valid_on, o.num, o.den, o.entry_level, o.recorded_at
        from observations o where o.cluster_id = ${c} and o.company_id in (${led}) order by o.id`),
    },
    {
      name: 'company-documents',
      rows: await rows(sql`
        select id, case_id, title, file_name, media_type, size_bytes, uploaded_at from documents where cluster_id = ${c} and company_id in (${led}) and confidentiality = 'company' and replaced_at is null and withdrawn_at is null order by id`),
    },
  ];
  const files = (await tx.execute(sql`
    select file_id as "fileId", file_name as name from documents where cluster_id = ${c} and withdrawn_at is null
      and (uploaded_by_id = ${p} or (company_id in (${led}) and confidentiality = 'company' and replaced_at is null)) order by id`)) as unknown as CopiedFile[];
  return { locale: reader?.locale ?? 'fr', parts, files };
}

/**
 * What is known of somebody that no page shows them, and that they may have all the same: their acts, who came in under their name, the
 * letters they got, and the notes that name them, with everybody else made unknown. `tx` is entered as the job.
 */
export async function readAboutPerson(tx: Tx, { clusterId: c, personId: p }: Holder): Promise<CopyPart[]> {
  const rows = async (query: ReturnType<typeof sql>) => (await tx.execute(query)) as unknown as Row[];
  const others = (await rows(sql`
    select given_name as "givenName", family_name as "familyName", email, phone from people where cluster_id = ${c} and id <> ${p} and anonymised_at is null`)) as OtherPerson[];
  // Restricted notes too: §9.4 gives a person every note that names them, whatever its class.
  const notes = await rows(sql`
    select n.kind, n.happened_on, n.is_two_way, n.body from notes n join people p on p.cluster_id = n.cluster_id and p.id = ${p}
    where n.cluster_id = ${c} and n.state = 'published' and (n.contact_id = p.id or strpos(lower(n.body), lower(p.given_name || ' ' || p.family_name)) > 0) order by n.id limit 5000`);
  return [
    {
      name: 'acts',
      rows: await rows(sql`
        select e.recorded_at, e.kind, e.channel, x.field, x.body as words from events e left join event_texts x on x.cluster_id = e.cluster_id and x.event_id = e.id
        where e.cluster_id = ${c} and e.actor_id = ${p} order by e.id limit 50000`),
    },
    {
      name: 'accesses',
      rows: await rows(
        sql`select recorded_at, kind, subject_kind, facts ->> 'path' as path from access_log where cluster_id = ${c} and person_id = ${p} order by id limit 50000`,
      ),
    },
    {
      name: 'letters',
      rows: await rows(
        sql`select kind, created_at, settled_at, outcome from outbox where cluster_id = ${c} and recipient_id = ${p} order by id limit 50000`,
      ),
    },
    { name: 'notes-that-name-you', rows: notes.map((note) => ({ ...note, body: maskOthers(String(note.body), others) })) },
  ];
}
