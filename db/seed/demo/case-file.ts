import { createHash } from 'node:crypto';
import type { Outcome } from '../../../app/features/cases/case-reason';
import type { EventKind } from '../../../app/features/history/event';
import type { Track } from '../../../app/features/programmes/track';
import type { Batch, Row } from './batch';
import type { CaseMood, CaseStory } from './block-plan';
import { instantOf } from './calendar';
import type { Chance } from './chance';
import type { Keys } from './identifiers';
import { type Story, stateOn, type TargetState } from './story';
import type { CaseTemplate, DemoCompany, Space, Staff } from './world';

export type CaseSpec = {
  state: TargetState;
  /** How a support that was reviewed ended. */
  outcome?: Outcome;
  track: Track;
  company: DemoCompany;
  /** The responsible advisor, once assigned. */
  lead: Staff;
  /** Who took the request in charge. */
  taker: Staff;
  story?: CaseStory;
  mood?: CaseMood;
  /** Two of its figures are left to the leader: one to give, one to confirm. */
  leavesFigures?: boolean;
};

export type Told = {
  at: string;
  kind: EventKind;
  actorId: string;
  subject: [kind: string, id: string];
  isShared?: boolean;
  facts?: Record<string, string | number | boolean | null>;
  texts?: Record<string, string>;
  onBehalfOfId?: string;
};

/** One case being written: its story, and what its rows are made with. */
export class CaseFile {
  readonly id: string;
  readonly template: CaseTemplate | null;
  readonly #told: Told[] = [];

  constructor(
    readonly space: Space,
    readonly spec: CaseSpec,
    readonly story: Story,
    readonly reference: string,
    readonly chance: Chance,
    readonly keys: Keys,
    readonly batch: Batch,
  ) {
    this.id = keys.at(this.submittedAt);
    this.template = story.template;
  }

  get company(): DemoCompany {
    return this.spec.company;
  }

  get submittedAt(): string {
    return this.at(this.story.submitted, this.story.minutes);
  }

  /** The last day anything may have happened. */
  get lastDay(): number {
    return Math.min(this.space.clock.today, this.story.cut ?? this.story.closed);
  }

  /** True when the story has reached that day, before any end. */
  reached(day: number): boolean {
    return day <= this.lastDay;
  }

  stateOn(day: number): TargetState {
    return stateOn(this.story, day);
  }

  date(day: number): string {
    return this.space.clock.days.day(day);
  }

  /** An instant of a working day, at a minute or within an hour of it. */
  at(day: number, minute: number): string {
    return instantOf(this.date(day), minute);
  }

  /** A moment of the day drawn between two hours. */
  between(day: number, fromHour: number, toHour: number): string {
    return this.at(day, this.chance.int(fromHour * 60, toHour * 60 - 1) + this.chance.int(0, 59) / 60);
  }

  tell(event: Told): void {
    this.#told.push(event);
  }

  /** Writes what was told, oldest first, so that keys sort as the timeline does. */
  writeEvents(): void {
    const { clusterId } = this.space;
    for (const told of this.#told.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
      const id = this.keys.at(told.at);
      const texts = Object.entries(told.texts ?? {}).map(([field, body]): Row<'eventTexts'> => {
        const salt = this.chance.bits().toString(36) + this.chance.bits().toString(36);
        return { clusterId, eventId: id, field, salt, body };
      });
      const digests = texts.map(({ field, salt, body }) => [
        `${field}_digest`,
        createHash('sha256').update(`${salt}${body}`).digest('base64url'),
      ]);
      this.batch.add('events', {
        ...{ clusterId, id, recordedAt: told.at, kind: told.kind, actorId: told.actorId, onBehalfOfId: told.onBehalfOfId ?? null },
        ...{ companyId: this.company.id, caseId: this.id, subjectKind: told.subject[0], subjectId: told.subject[1] },
        confidentiality: told.isShared ? 'company' : 'team',
        facts: { ...told.facts, ...Object.fromEntries(digests) },
      });
      if (texts.length > 0) this.batch.add('eventTexts', ...texts);
    }
  }
}
