import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { LocalDate } from '~/features/programmes/paris-date';
import { instruments } from '../../../db/schema/instruments';
import type { AidForm, AidRule, InstrumentChoice, InstrumentMark } from './instrument';

export type InstrumentLine = {
  code: string;
  version: number;
  label: string;
  funder: string;
  aidForms: AidForm[];
  aidRule: AidRule | null;
  isLabelRequired: boolean;
  validFrom: string | null;
  validUntil: string | null;
  maxRate: number | null;
  rateSource: string | null;
  rateReadOn: string | null;
  notes: string;
  source: string | null;
  mark: InstrumentMark;
  serves: string[];
  replacedBy: string | null;
};

/** Schemes in force on a day, for a track or a structuring kind by its template's code, by code; and how many versions are not. */
export async function listInstruments(tx: Tx, actor: Actor, { on, serves }: { on: LocalDate; serves: string | null }) {
  const i = instruments;
  const isEnglish = actor.locale === 'en';
  const isValid = sql<boolean>`((${i.validFrom} is null or ${i.validFrom} <= ${on}::date) and (${i.validUntil} is null or ${i.validUntil} >= ${on}::date))`;
  const found = await tx
    .select({
      ...{
        code: i.code,
        version: i.version,
        aidForms: i.aidForms,
        aidRule: i.aidRule,
        isLabelRequired: i.isLabelRequired,
        validFrom: i.validFrom,
      },
      ...{ validUntil: i.validUntil, rateSource: i.rateSource, rateReadOn: i.rateReadOn, source: i.source, mark: i.mark, serves: i.serves },
      replacedBy: i.replacedBy,
      label: isEnglish ? i.labelEn : i.labelFr,
      funder: isEnglish ? i.funderEn : i.funderFr,
      notes: isEnglish ? i.notesEn : i.notesFr,
      maxRate: sql<number | null>`${i.maxRate}::float8`,
      isValid,
    })
    .from(i)
    .where(and(eq(i.clusterId, actor.clusterId), serves ? sql`${serves} = any (${i.serves})` : undefined))
    .orderBy(asc(i.code), asc(i.version))
    .limit(500);
  const lines: InstrumentLine[] = found.flatMap(({ isValid: valid, ...line }) => (valid ? [line] : []));
  return { lines, notInForce: found.length - lines.length };
}

/** Every version of the cluster's instruments, or of one, oldest first: what an aid may be granted under. */
export async function listInstrumentVersions(tx: Tx, actor: Actor, code?: string): Promise<InstrumentChoice[]> {
  const i = instruments;
  return tx
    .select({
      ...{ code: i.code, aidRule: i.aidRule, validFrom: i.validFrom, validUntil: i.validUntil },
      label: actor.locale === 'en' ? i.labelEn : i.labelFr,
    })
    .from(i)
    .where(and(eq(i.clusterId, actor.clusterId), code === undefined ? undefined : eq(i.code, code)))
    .orderBy(asc(i.code), asc(i.version))
    .limit(500);
}
