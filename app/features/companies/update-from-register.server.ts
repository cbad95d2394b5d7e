import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';

/**
 * Brings the companies of a cluster up to what the register says, for the units of one import, or for all without one.
 * A blank never erases; a register row already written once is not written again, so a correction by hand stays until the
 * register itself changes. Returns how many companies changed.
 */
export async function updateCompaniesFromRegister(tx: Tx, clusterId: string, importId: string | null): Promise<number> {
  const inFile = importId
    ? sql`and u.siren in (select siren from register_import_rows where cluster_id = ${clusterId}::uuid and import_id = ${importId}::uuid and verdict <> 'rejected')`
    : sql``;
  const changed = await tx.execute<{ hasChanged: boolean }>(sql`
    update companies c set name = n.name, acronym = n.acronym, legal_form_code = n.legal_form_code, naf_code = n.naf_code,
      insee_category = n.insee_category, head_office_nic = n.head_office_nic, founded_on = n.founded_on,
      administrative_state = n.administrative_state, register_hash = n.row_hash,
      version = c.version + n.has_changed::int, updated_at = case when n.has_changed then now() else c.updated_at end
    from (
      select k.id, u.row_hash, v.*,
        (k.name, k.acronym, k.legal_form_code, k.naf_code, k.insee_category, k.head_office_nic, k.founded_on, k.administrative_state) is distinct from
        (v.name, v.acronym, v.legal_form_code, v.naf_code, v.insee_category, v.head_office_nic, v.founded_on, v.administrative_state) as has_changed
      from companies k join register_units u on u.siren = k.siren
      cross join lateral (select coalesce(u.name, k.name) as name, coalesce(u.acronym, k.acronym) as acronym,
        coalesce(u.legal_form_code, k.legal_form_code) as legal_form_code, coalesce(u.naf_code, k.naf_code) as naf_code,
        coalesce(u.insee_category, k.insee_category) as insee_category, coalesce(u.head_office_nic, k.head_office_nic) as head_office_nic,
        coalesce(u.founded_on, k.founded_on) as founded_on, case when u.is_ceased then 'ceased' else 'active' end collate "C" as administrative_state) v
      where k.cluster_id = ${clusterId}::uuid and not k.is_demo and k.register_hash is distinct from u.row_hash ${inFile}
    ) n
    where c.cluster_id = ${clusterId}::uuid and c.id = n.id
    returning old.version <> new.version as "hasChanged"`);
  return changed.filter((row) => row.hasChanged).length;
}
