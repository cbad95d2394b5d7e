import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { notificationSettings } from '../../../db/schema/mail';
import { choicesOf } from './mail-choice';
import type { ChosenMailKind } from './mail-kind';

export type LetterChoice = { kind: ChosenMailKind; isOn: boolean };

/** The letters that can come to the actor, and whether they do. */
export async function listLetterChoices(tx: Tx, actor: Actor): Promise<LetterChoice[]> {
  const rows = await tx
    .select({ kind: notificationSettings.kind, isOn: notificationSettings.isOn })
    .from(notificationSettings)
    .where(and(eq(notificationSettings.clusterId, actor.clusterId), eq(notificationSettings.personId, actor.personId)));
  return choicesOf(actor).map((kind) => ({ kind, isOn: rows.find((row) => row.kind === kind)?.isOn ?? true }));
}
