import { Decks } from './case-decks';
import type { CaseFile } from './case-file';
import { phrase, type Slots } from './words/phrase';
import { ADVISOR_TASKS, COMPANY_TASKS, TASK_BLOCKS } from './words/tasks';

/** In a case that drifts, so many actions are past their day and nobody did them. */
const LEFT_UNDONE = 2;

type PlannedTask = { title: string; from: number; due: number; isCompanys: boolean; isDone: boolean };

/** The small actions beside the plan. */
export function writeTasks(file: CaseFile, slots: Slots): void {
  const { story, chance, spec } = file;
  if (!file.reached(story.assigned) || story.cut === story.decided) return;
  const last = Math.min(file.lastDay, story.reviewing);
  const isEnded = file.reached(story.followUp) || story.cut !== null;
  const isDrifting = spec.mood === 'drifting' || spec.mood === 'in_trouble';
  const decks = new Decks(file);
  const count = chance.int(isDrifting ? LEFT_UNDONE : 1, 5);
  for (let index = 0; index < count; index++) {
    const isLeft = isDrifting && index < LEFT_UNDONE;
    const from = Math.max(story.assigned, last - (isLeft ? chance.int(30, 70) : chance.int(2, 90)));
    const due = isLeft ? Math.max(from + 1, last - chance.int(4, 22)) : from + chance.int(3, 20);
    const isCompanys = chance.happens(0.35);
    const pattern = isCompanys ? decks.draw('company task', COMPANY_TASKS) : decks.draw('task', ADVISOR_TASKS[spec.track]);
    const isDone = isEnded || (!isLeft && !(isDrifting && due > last) && due <= file.lastDay && chance.happens(0.9));
    writeTask(file, { title: phrase(chance, pattern, slots), from, due, isCompanys, isDone }, slots);
  }
}

function writeTask(file: CaseFile, { title, from, due, isCompanys, isDone }: PlannedTask, slots: Slots): void {
  const { chance, spec, company, space, batch } = file;
  const lead = spec.lead.id;
  const at = file.between(from, 9, 18);
  const id = file.keys.at(at);
  const isBlocked = !isDone && chance.happens(0.06);
  const doneDay = Math.max(from, Math.min(due + chance.int(-2, 4), file.lastDay));
  const doneAt = isDone ? laterInstant(file.between(doneDay, 14, 18), at) : null;
  const doneById = isDone ? (isCompanys && company.leaderHasAccount ? company.leader.id : lead) : null;
  const side = isCompanys ? 'company' : 'advisor';
  batch.add('tasks', {
    ...{ clusterId: space.clusterId, id, caseId: file.id, companyId: company.id, title, side },
    assigneeId: isCompanys ? (company.contacts[0] ?? company.leader).id : lead,
    ...{ state: isDone ? 'done' : isBlocked ? 'blocked' : 'open', dueOn: file.date(due), doneAt, doneById },
    blockedSince: isBlocked ? file.date(Math.max(from, file.lastDay - chance.int(0, 6))) : null,
    reason: isBlocked ? phrase(chance, chance.pick(TASK_BLOCKS), slots) : null,
    ...{ version: isDone || isBlocked ? 2 : 1, createdById: lead, createdAt: at, updatedAt: doneAt ?? at },
  });
  const told = { subject: ['task', id] as ['task', string], isShared: isCompanys };
  file.tell({ ...told, at, kind: 'task.added', actorId: lead, facts: { task: id, due: file.date(due), side } });
  if (doneAt && doneById) file.tell({ ...told, at: doneAt, kind: 'task.completed', actorId: doneById, facts: { task: id } });
}

function laterInstant(instant: string, than: string): string {
  return instant > than ? instant : new Date(Date.parse(than) + 600_000).toISOString();
}
