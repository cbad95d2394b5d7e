import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { UnitRow } from './read-register-file.server';

/**
 * Writes units into the register. A row whose hash is already there is left alone. The register mirrors the publication:
 * a unit that no longer publishes its name loses it here, while the companies of a cluster keep the name they know.
 */
const upsert = (units: SQL) => sql`
  insert into register_units as mine (siren, name, folded_name, acronym, legal_form_code, naf_code, insee_category, headcount_band, head_office_nic,
    founded_on, is_ceased, is_partly_published, is_purged, row_hash, imported_at)
  select u.siren, u.name, access.fold(u.name), u.acronym, u."legalFormCode", u."nafCode", u."inseeCategory", u."headcountBand", u."headOfficeNic",
    u."foundedOn", u."isCeased", u."isPartlyPublished", u."isPurged", u."rowHash", now()
  from ${units}
  on conflict (siren) do update set name = excluded.name, folded_name = excluded.folded_name, acronym = excluded.acronym,
    legal_form_code = excluded.legal_form_code, naf_code = excluded.naf_code, insee_category = excluded.insee_category,
    headcount_band = excluded.headcount_band, head_office_nic = excluded.head_office_nic, founded_on = excluded.founded_on,
    is_ceased = excluded.is_ceased, is_partly_published = excluded.is_partly_published, is_purged = excluded.is_purged,
    row_hash = excluded.row_hash, imported_at = excluded.imported_at
  where mine.row_hash <> excluded.row_hash`;

const UNIT_COLUMNS = sql`(siren text, name text, acronym text, "legalFormCode" text, "nafCode" text, "inseeCategory" text, "headcountBand" text, "headOfficeNic" text,
    "foundedOn" date, "isCeased" boolean, "isPartlyPublished" boolean, "isPurged" boolean, "rowHash" text)`;

/** Writes the previewed rows of an import that stand on these lines. */
export async function writeStagedUnits(
  tx: Tx,
  { clusterId, importId, fromLine, untilLine }: { clusterId: string; importId: string; fromLine: number; untilLine: number },
): Promise<void> {
  await tx.execute(
    upsert(sql`(select unit from register_import_rows where cluster_id = ${clusterId}::uuid and import_id = ${importId}::uuid
      and line between ${fromLine}::int and ${untilLine}::int and unit is not null) r cross join lateral jsonb_to_record(r.unit) as u ${UNIT_COLUMNS}`),
  );
}

/** Writes units straight from the file; returns how many are new and how many changed. */
export async function writeUnits(tx: Tx, rows: readonly UnitRow[]): Promise<{ created: number; updated: number }> {
  const units = rows.map(({ unit, hash }) => ({ ...unit, rowHash: hash }));
  const written = await tx.execute<{ isNew: boolean }>(
    sql`${upsert(sql`jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u ${UNIT_COLUMNS}`)} returning old.siren is null as "isNew"`,
  );
  const created = written.filter((row) => row.isNew).length;
  return { created, updated: written.length - created };
}
