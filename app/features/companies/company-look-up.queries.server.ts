import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { findCompanyBySiren, findUnit } from './add-company.server';
import { checkSiren, type IdentifierFault } from './siren';

type Unit = NonNullable<Awaited<ReturnType<typeof findUnit>>>;
export type NumberLookUp =
  | { result: 'fault'; typed: string; fault: IdentifierFault; repaired: string | null }
  | { result: 'known'; typed: string; siren: string; company: { id: string; name: string } }
  | {
      result: 'free';
      typed: string;
      siren: string;
      unit: Pick<Unit, 'siren' | 'name' | 'legalFormCode' | 'nafCode' | 'foundedOn' | 'isCeased'> | null;
    };

/** What a typed SIREN leads to: its fault, the company that bears it, or what the register proposes. */
export async function lookUpNumber(tx: Tx, actor: Actor, typed: string): Promise<NumberLookUp> {
  const checked = checkSiren(typed);
  if (!checked.ok) return { result: 'fault', typed, fault: checked.fault, repaired: checked.repaired ?? null };
  const siren = checked.number;
  const company = await findCompanyBySiren(tx, actor, siren);
  if (company) return { result: 'known', typed, siren, company };
  const unit = await findUnit(tx, siren);
  if (!unit) return { result: 'free', typed, siren, unit: null };
  const { name, legalFormCode, nafCode, foundedOn, isCeased } = unit;
  return { result: 'free', typed, siren, unit: { siren, name, legalFormCode, nafCode, foundedOn, isCeased } };
}
