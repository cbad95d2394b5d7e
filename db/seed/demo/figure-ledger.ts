import type { EventKind } from '../../../app/features/history/event';
import { isBaselineAsked } from '../../../app/features/outcomes/asked-figure';
import type { Batch, Row } from './batch';
import { instantOf } from './calendar';
import type { CaseFile, Told } from './case-file';
import { Chance } from './chance';
import type { Answer } from './figure-answers';
import { type Ask, metricOf } from './figure-asks';
import type { Keys } from './identifiers';
import { regionOn } from './territory';
import type { DemoCompany, Space } from './world';

type Entry = { at: string; write: (recordedAt: string) => void };

/** Rows of one company's figures, recorded one after the other: knowledge about a company strictly grows. (`docs/ledger.md §1`) */
export class FigureLedger {
  readonly #entries: Entry[] = [];
  readonly #standing = new Map<string, { id: string; num: number; den: number | null; validOn: string; verifiedOn: number }>();
  readonly #chance: Chance;

  constructor(
    private readonly space: Space,
    private readonly company: DemoCompany,
    private readonly keys: Keys,
    private readonly batch: Batch,
  ) {
    this.#chance = new Chance(`ledger ${company.id}`);
  }

  /** A value with its confirmation, its verification and its correction. */
  plan(answer: Answer): void {
    const { company } = this;
    const at = this.#at(answer.day, 9, 12);
    const id = this.keys.at(at);
    this.#observe(answer, {
      at,
      id,
      chainId: id,
      chainNo: 1,
      num: answer.num,
      den: answer.den,
      authorId: answer.authorId,
      isLeaders: answer.isLeaders,
    });
    if (answer.confirmedOn !== null)
      this.#act(answer, id, 'confirmed', 2, company.leader.id, this.#at(answer.confirmedOn, 12, 13), answer.num);
    if (answer.verifiedOn !== null) {
      this.#act(answer, id, 'verified', 3, answer.verifierId, this.#at(answer.verifiedOn, 14, 16), answer.num);
      if (answer.num !== null) {
        const { num, den, validOn, verifiedOn } = answer;
        this.#standing.set(`${answer.metric} ${answer.cell}`, { id, num, den, validOn, verifiedOn });
      }
    }
    const { correction } = answer;
    if (!correction) return;
    const correctedAt = this.#at(correction.day, 9, 12);
    const nextId = this.keys.at(correctedAt);
    const next = { at: correctedAt, id: nextId, chainId: id, chainNo: 2, num: correction.num, den: answer.den, ...pickAuthor(correction) };
    this.#observe({ ...answer, comment: CORRECTIONS[this.#chance.int(0, CORRECTIONS.length - 1)] ?? null }, next);
    if (correction.verifiedOn !== null) {
      this.#act(answer, nextId, 'verified', 3, answer.verifierId, this.#at(correction.verifiedOn, 14, 16), correction.num);
    }
  }

  /** The reference values a signed plan froze: those verified by then. */
  freeze(file: CaseFile, asks: readonly Ask[]): void {
    const { story } = file;
    if (!file.reached(story.signed) || story.cut === story.decided) return;
    const at = file.at(story.signed, 17 * 60 + 16);
    const frozen = new Map<string, { id: string; num: number; den: number | null; validOn: string }[]>();
    for (const ask of asks) {
      if (ask.file !== file || !ask.isBaseline || ask.day > story.signed || !isBaselineAsked(metricOf(ask.metric))) continue;
      const value = this.#standing.get(`${ask.metric} ${ask.cell}`);
      if (value && value.verifiedOn < story.signed) frozen.set(ask.metric, [...(frozen.get(ask.metric) ?? []), value]);
    }
    if (frozen.size === 0) return;
    this.#entries.push({ at, write: (recordedAt) => this.#writeBaselines(file, frozen, recordedAt) });
  }

  write(): void {
    let last = '';
    for (const { at, write } of this.#entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
      const recordedAt = at > last ? at : new Date(Date.parse(last) + 1).toISOString();
      last = recordedAt;
      write(recordedAt);
    }
    if (last !== '') {
      this.batch.add('figureSubjects', {
        clusterId: this.space.clusterId,
        id: this.company.id,
        companyId: this.company.id,
        projectId: null,
        lastRecordedAt: last,
      });
    }
  }

  #at(day: number, fromHour: number, toHour: number): string {
    return instantOf(this.space.clock.days.day(day), this.#chance.int(fromHour * 60, toHour * 60 - 1) + this.#chance.int(0, 59) / 60);
  }

  #observe(
    answer: Answer,
    entry: {
      at: string;
      id: string;
      chainId: string;
      chainNo: number;
      num: number | null;
      den: number | null;
      authorId: string;
      isLeaders: boolean;
    },
  ): void {
    const { space, company, batch } = this;
    const { file, metric } = answer;
    const { id, chainId, chainNo, num, den, authorId, isLeaders } = entry;
    const write = (recordedAt: string): void => {
      batch.add('observations', {
        ...{
          clusterId: space.clusterId,
          id,
          metric,
          metricVersion: metricOf(metric).version,
          companyId: company.id,
          projectId: null,
          cell: answer.cell,
        },
        ...{ chainId, chainNo, validOn: answer.validOn, num: num === null ? null : String(num), den: den === null ? null : String(den) },
        ...{ unknownReason: answer.unknownReason, entryLevel: isLeaders ? 2 : 1, das: company.trade.das, size: company.size },
        department: company.department,
        region: regionOn(company.department, recordedAt.slice(0, 10)),
        ...{
          teamId: file?.spec.lead.teamId ?? null,
          source: isLeaders ? 'company' : 'staff',
          evidence: answer.evidence,
          comment: answer.comment,
        },
        ...{ authorId, onBehalfOfId: isLeaders ? null : company.id, caseId: file?.id ?? null, milestoneId: answer.milestoneId, recordedAt },
      });
      const kind = chainNo > 1 ? 'figure.corrected' : answer.unknownReason === null ? 'figure.declared' : 'figure.unknown';
      const facts = { metric, cell: answer.cell, num, den, reason: answer.unknownReason, validOn: answer.validOn };
      this.#tell(file, {
        at: recordedAt,
        kind,
        actorId: authorId,
        subject: ['figure', id],
        isShared: true,
        facts,
        ...(answer.comment && { texts: { comment: answer.comment } }),
      });
    };
    this.#entries.push({ at: entry.at, write });
    if (metricOf(metric).grain === 'event' && chainNo === 1) {
      batch.add('eventKeys', { clusterId: space.clusterId, metric, naturalKey: answer.cell, chainId, companyId: company.id });
    }
  }

  #act(
    answer: Answer,
    observationId: string,
    act: 'confirmed' | 'verified',
    level: number,
    byId: string,
    at: string,
    num: number | null,
  ): void {
    const { space, company, batch, keys } = this;
    const evidence = act === 'verified' ? answer.evidence : null;
    const write = (recordedAt: string): void => {
      batch.add('observationActs', {
        ...{
          clusterId: space.clusterId,
          id: keys.at(recordedAt),
          observationId,
          companyId: company.id,
          projectId: null,
          metric: answer.metric,
          act,
          level,
          byId,
        },
        ...{ reason: null, evidence, recordedAt },
      });
      const kind: EventKind = act === 'verified' ? 'figure.verified' : 'figure.confirmed';
      const facts = { metric: answer.metric, cell: answer.cell, num, level };
      this.#tell(answer.file, {
        at: recordedAt,
        kind,
        actorId: byId,
        subject: ['figure', observationId],
        isShared: true,
        facts,
        ...(evidence && { texts: { evidence } }),
      });
    };
    this.#entries.push({ at, write });
  }

  #writeBaselines(
    file: CaseFile,
    frozen: ReadonlyMap<string, { id: string; num: number; den: number | null; validOn: string }[]>,
    recordedAt: string,
  ): void {
    const { space, company, batch, keys } = this;
    const facts: Record<string, number> = {};
    for (const [metric, values] of frozen) {
      const latest = [...values].sort((a, b) => (a.validOn < b.validOn ? 1 : -1))[0];
      if (!latest) continue;
      const num = Math.round((values.reduce((sum, value) => sum + value.num, 0) / values.length) * 100) / 100;
      facts[metric] = num;
      const kind = metricOf(metric).baselineKind ?? 'B0';
      batch.add('baselines', {
        ...{
          clusterId: space.clusterId,
          id: keys.at(recordedAt),
          metric,
          companyId: company.id,
          caseId: file.id,
          kind,
          observationId: latest.id,
        },
        ...{
          num: String(num),
          den: latest.den === null ? null : String(latest.den),
          onDate: latest.validOn,
          isCorrection: false,
          reason: null,
        },
        ...{ byId: company.leader.id, recordedAt },
      });
    }
    this.#tell(file, {
      at: recordedAt,
      kind: 'baseline.frozen',
      actorId: company.leader.id,
      subject: ['case', file.id],
      isShared: true,
      facts,
    });
  }

  #tell(file: CaseFile | null, told: Told): void {
    if (file) {
      file.tell(told);
      return;
    }
    const { clusterId } = this.space;
    const row: Row<'events'> = {
      ...{ clusterId, id: this.keys.at(told.at), recordedAt: told.at, kind: told.kind, actorId: told.actorId, onBehalfOfId: null },
      ...{ companyId: this.company.id, caseId: null, subjectKind: told.subject[0], subjectId: told.subject[1], confidentiality: 'company' },
      facts: told.facts ?? {},
    };
    this.batch.add('events', row);
  }
}

function pickAuthor({ authorId, isLeaders }: { authorId: string; isLeaders: boolean }): { authorId: string; isLeaders: boolean } {
  return { authorId, isLeaders };
}

const CORRECTIONS = [
  'Compte définitif reçu de l’expert-comptable, écart sur les stocks.',
  'Un apprenti compté à tort dans l’effectif.',
  'Chiffre repris après l’approbation des comptes.',
];
