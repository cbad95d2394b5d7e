import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import { notificationSettings } from '../../../db/schema/mail';
import type { ChooseLettersInput } from './choose-letters.schema';
import { listLetterChoices } from './letter-choices.queries.server';
import { choicesOf } from './mail-choice';

/** A person chooses, kind by kind, which letters they get. */
export async function chooseLetters(tx: Tx, actor: Actor, input: ChooseLettersInput, at: Date): Promise<Result<null, 'not_allowed'>> {
  const kinds = choicesOf(actor);
  if (kinds.length === 0) return refuse('not_allowed');
  const before = await listLetterChoices(tx, actor);
  const changed = before.filter(({ kind, isOn }) => input[kind] !== isOn).map(({ kind }) => kind);
  if (changed.length === 0) return done(null);
  const updatedAt = at.toISOString();
  const { clusterId, personId } = actor;
  await tx
    .insert(notificationSettings)
    .values(changed.map((kind) => ({ clusterId, personId, kind, isOn: input[kind], updatedAt })))
    .onConflictDoUpdate({
      target: [notificationSettings.clusterId, notificationSettings.personId, notificationSettings.kind],
      set: { isOn: sql`excluded.is_on`, updatedAt },
    });
  for (const letter of changed) {
    const facts = { letter, isOn_from: !input[letter], isOn_to: input[letter] };
    await recordEvent(tx, actor, 'letters.chosen', { subject: ['person', personId], confidentiality: 'admin', facts });
  }
  return done(null);
}
