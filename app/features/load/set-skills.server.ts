import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import { skills } from '../../../db/schema/load';
import type { SkillsInput } from './advisor-profile.schema';
import { maySetCapacity } from './load.policy';
import { findAdvisorPerson, skillsSeen } from './profile.queries.server';
import type { ProfileRefusal } from './profile-refused';
import { SKILL_KINDS } from './skill';

type Outcome = Result<{ personId: string }, ProfileRefusal | 'not_found' | 'not_allowed' | 'changed_meanwhile'>;

/** A manager says what an advisor is skilled in; the whole list is given each time. (`docs/domain.md §6.7`) */
export async function setSkills(tx: Tx, actor: Actor, personId: string | undefined, input: SkillsInput, at: Date): Promise<Outcome> {
  const person = await findAdvisorPerson(tx, actor, personId, at);
  if (!person) return refuse('not_found');
  if (!maySetCapacity(actor)) return refuse('not_allowed');
  if (!person.isAdvisor) return refuse('not_an_advisor');
  if (skillsSeen(person.skills) !== (input.seen ?? '')) return refuse('changed_meanwhile');
  if (input.department.some((code) => !person.departments.includes(code))) return refuse('unknown_skill');
  const wanted = SKILL_KINDS.flatMap((kind) => [...new Set(input[kind])].map((code) => ({ kind, code: code as string })));
  const { clusterId } = actor;
  await tx.delete(skills).where(and(eq(skills.clusterId, clusterId), eq(skills.personId, person.id)));
  if (wanted.length > 0) await tx.insert(skills).values(wanted.map((skill) => ({ clusterId, personId: person.id, ...skill })));
  await recordEvent(tx, actor, 'skills.set', {
    subject: ['person', person.id],
    facts: { from: skillsSeen(person.skills), to: skillsSeen(wanted) },
  });
  return done({ personId: person.id });
}
