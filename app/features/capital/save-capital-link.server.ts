import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { type Actor, leadsCompany } from '~/access/actor';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { companies } from '../../../db/schema/companies';
import { capitalLinks } from '../../../db/schema/company-records';
import { mayStateProfile } from '../company-profile/company-profile.policy';
import { findKeptCompany } from '../company-profile/find-kept-company.server';
import { type Changed, changes, wasAndIs } from '../history/changes.server';
import { recordEvent } from '../history/record-event.server';
import { yearOf } from '../programmes/paris-date';
import { type TableFault, tableFault } from './capital-link';
import type { SaveCapitalLinkInput } from './save-capital-link.schema';

export const SAVE_CAPITAL_LINK_REFUSALS = {
  future: 'capital:refused.future',
  own_siren: 'capital:refused.own_siren',
  duplicate: 'capital:refused.duplicate',
  over_whole: 'capital:refused.over_whole',
} as const satisfies Record<TableFault | 'future', string>;
/** Where each refusal is said. */
export const SAVE_CAPITAL_LINK_FIELDS = { future: 'year', own_siren: 'siren', duplicate: 'name', over_whole: 'share' } as const;

type Of = { companyId: string; linkId: string | null };
type Saved<R extends string = never> = Result<{ companyId: string }, 'not_found' | 'not_allowed' | 'changed_meanwhile' | R>;

const standing = (actor: Actor, companyId: string) =>
  and(eq(capitalLinks.clusterId, actor.clusterId), eq(capitalLinks.companyId, companyId), isNull(capitalLinks.removedAt));

/** Writes one enterprise of the table of a year, new (`linkId` null) or corrected. The size in use stays as it was decided. (`docs/domain.md §2.3`) */
export async function saveCapitalLink(
  tx: Tx,
  actor: Actor,
  { companyId, linkId }: Of,
  { version, ...line }: SaveCapitalLinkInput,
  today: string,
): Promise<Saved<keyof typeof SAVE_CAPITAL_LINK_REFUSALS>> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayStateProfile(actor, found)) return refuse('not_allowed');
  if (line.year > yearOf(today)) return refuse('future');
  // Shares add up under a lock: two lines written at once can't hold more than the whole.
  await tx
    .select({ id: companies.id })
    .from(companies)
    .where(and(eq(companies.clusterId, actor.clusterId), eq(companies.id, companyId)))
    .for('no key update');
  const others = await tx
    .select()
    .from(capitalLinks)
    .where(and(standing(actor, companyId), eq(capitalLinks.year, line.year), linkId ? ne(capitalLinks.id, linkId) : undefined))
    .orderBy(capitalLinks.id);
  const fault = tableFault(line, others, { siren: found.before.siren });
  if (fault) return refuse(fault);
  const written = await write(tx, actor, { companyId, linkId, version }, line);
  if (!written) return refuse(linkId === null ? 'duplicate' : 'changed_meanwhile');
  const { name, ...facts } = line;
  const told = changes(...(written.was ? [written] : []));
  await recordEvent(tx, actor, 'company.capital_link_saved', {
    subject: ['capital_link', written.id],
    companyId,
    confidentiality: 'company',
    facts: { ...told.facts, ...facts, isCorrection: linkId !== null },
    texts: { ...told.texts, name },
  });
  return done({ companyId });
}

async function write(
  tx: Tx,
  actor: Actor,
  { companyId, linkId, version }: Of & { version: number },
  { turnover, balanceTotal, ...line }: Omit<SaveCapitalLinkInput, 'version'>,
): Promise<(Changed & { id: string }) | null> {
  const values = {
    ...line,
    turnoverCents: turnover,
    balanceTotalCents: balanceTotal,
    source: leadsCompany(actor, companyId) ? ('company' as const) : ('staff' as const),
    recordedById: actor.personId,
  };
  const [row] =
    linkId === null
      ? await tx
          .insert(capitalLinks)
          .values({ clusterId: actor.clusterId, id: newId(), companyId, ...values })
          .onConflictDoNothing()
          .returning({ id: capitalLinks.id, ...wasAndIs })
      : await tx
          .update(capitalLinks)
          .set({ ...values, version: sql`${capitalLinks.version} + 1`, updatedAt: sql`now()` })
          .where(and(standing(actor, companyId), eq(capitalLinks.id, linkId), eq(capitalLinks.version, version)))
          .returning({ id: capitalLinks.id, ...wasAndIs });
  return row ?? null;
}

/** Takes an enterprise off the table of its year: it was entered in error, or no longer stands. The line is kept, out of every sum. */
export async function removeCapitalLink(
  tx: Tx,
  actor: Actor,
  { companyId, linkId }: { companyId: string; linkId: string },
  { version }: { version: number },
): Promise<Saved> {
  const found = await findKeptCompany(tx, actor, companyId);
  if (!found) return refuse('not_found');
  if (!mayStateProfile(actor, found)) return refuse('not_allowed');
  const [removed] = await tx
    .update(capitalLinks)
    .set({ removedAt: sql`now()`, version: sql`${capitalLinks.version} + 1`, updatedAt: sql`now()`, recordedById: actor.personId })
    .where(and(standing(actor, companyId), eq(capitalLinks.id, linkId), eq(capitalLinks.version, version)))
    .returning({ id: capitalLinks.id, year: capitalLinks.year, ...wasAndIs });
  if (!removed) return refuse('changed_meanwhile');
  await recordEvent(tx, actor, 'company.capital_link_removed', {
    subject: ['capital_link', removed.id],
    companyId,
    confidentiality: 'company',
    facts: { ...changes(removed).facts, year: removed.year },
  });
  return done({ companyId });
}
