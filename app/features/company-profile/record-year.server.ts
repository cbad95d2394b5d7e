import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { leadsCompany } from '~/access/actor';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { companyYears } from '../../../db/schema/company-records';
import { changes, wasAndIs } from '../history/changes.server';
import { recordEvent } from '../history/record-event.server';
import { yearOf } from '../programmes/paris-date';
import { mayStateProfile } from './company-profile.policy';
import { type YearFault, yearFault } from './financial-year';
import { findKeptCompany } from './find-kept-company.server';
import type { RecordYearInput } from './record-year.schema';

export const RECORD_YEAR_REFUSALS = {
  year_taken: 'profile:refused.year_taken',
  future: 'profile:refused.year_future',
  months: 'profile:refused.year_months',
  too_far: 'profile:refused.year_too_far',
  overlap: 'profile:refused.year_overlap',
} as const satisfies Record<YearFault | 'year_taken', string>;

type Recorded = Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile' | keyof typeof RECORD_YEAR_REFUSALS>;

/** Writes a closed year, new (`yearId` null) or corrected: its closing, and what no metric holds of it. */
export async function recordYear(
  tx: Tx,
  actor: Actor,
  { companyId, yearId }: { companyId: string; yearId: string | null },
  { version, ...input }: RecordYearInput,
  today: string,
): Promise<Recorded> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayStateProfile(actor, found)) return refuse('not_allowed');
  const ofCompany = and(eq(companyYears.clusterId, actor.clusterId), eq(companyYears.companyId, companyId));
  const all = await tx.select().from(companyYears).where(ofCompany).orderBy(asc(companyYears.closedOn)).limit(100);
  if (yearId !== null && !all.some(({ id }) => id === yearId)) return refuse('not_found');
  const others = all.filter(({ id }) => id !== yearId);
  if (others.some(({ year }) => year === yearOf(input.closedOn))) return refuse('year_taken');
  const before = others.filter(({ closedOn }) => closedOn < input.closedOn).at(-1) ?? null;
  const after = others.find(({ closedOn }) => closedOn > input.closedOn) ?? null;
  const fault = yearFault(input, { before, after }, today);
  if (fault) return refuse(fault);
  const written = await writeYear(tx, actor, { companyId, yearId, version }, input);
  if (!written) return refuse(yearId === null ? 'year_taken' : 'changed_meanwhile');
  await recordEvent(tx, actor, 'company.year_recorded', {
    subject: ['company_year', written.id],
    companyId,
    confidentiality: 'company',
    facts: { ...changes(...(written.was ? [written] : [])).facts, ...input, isCorrection: yearId !== null },
  });
  return done({ companyId });
}

type Row = Record<string, unknown>;

async function writeYear(
  tx: Tx,
  actor: Actor,
  { companyId, yearId, version }: { companyId: string; yearId: string | null; version: number },
  { balanceTotal, netResult, ...closing }: Omit<RecordYearInput, 'version'>,
): Promise<{ id: string; was: Row | null; is: Row | null } | null> {
  const values = {
    ...closing,
    balanceTotalCents: balanceTotal,
    netResultCents: netResult,
    source: leadsCompany(actor, companyId) ? ('company' as const) : ('staff' as const),
    recordedById: actor.personId,
  };
  const [row] =
    yearId === null
      ? await tx
          .insert(companyYears)
          .values({ clusterId: actor.clusterId, id: newId(), companyId, ...values })
          .onConflictDoNothing()
          .returning({ id: companyYears.id, ...wasAndIs })
      : await tx
          .update(companyYears)
          .set({ ...values, version: sql`${companyYears.version} + 1`, updatedAt: sql`now()` })
          .where(and(eq(companyYears.clusterId, actor.clusterId), eq(companyYears.id, yearId), eq(companyYears.version, version)))
          .returning({ id: companyYears.id, ...wasAndIs });
  return row ?? null;
}
