import { isAskedOfCompany } from '../../../app/features/outcomes/asked-figure';
import { outlierWarning, type UnknownReason } from '../../../app/features/outcomes/observation';
import type { CaseFile } from './case-file';
import type { Chance } from './chance';
import type { CompanyTruth } from './company-truth';
import { type Ask, metricOf } from './figure-asks';
import { eventValue } from './figure-values';
import type { Space } from './world';

/** A value given for a cell, and what became of it. Days are numbers of the demo's calendar. */
export type Answer = {
  metric: string;
  cell: string;
  validOn: string;
  day: number;
  num: number | null;
  den: number | null;
  unknownReason: UnknownReason | null;
  file: CaseFile | null;
  milestoneId: string | null;
  authorId: string;
  isLeaders: boolean;
  confirmedOn: number | null;
  verifiedOn: number | null;
  verifierId: string;
  correction: { day: number; num: number; authorId: string; isLeaders: boolean; verifiedOn: number | null } | null;
  comment: string | null;
  evidence: string | null;
};

/** Shares of answers. What a decision or a contract says is given and proven more often than what accounts say. (`docs/domain.md §10.3`) */
const MISSING = { ofPeriod: 0.14, ofEvent: 0.08 };
const DECLARED_ONLY = { ofPeriod: 0.18, ofEvent: 0.1 };
const UNKNOWN = { ofPeriod: 0.05, ofEvent: 0.03 };
const CORRECTED = 0.03;
/** Given with its own proof, a signed letter or a grant agreement: always known, always verified. */
const PROVEN = ['ACC-01', 'EUR-03'];

/** The answer to a question, or null while nobody gave one. The group holds every case that asked, oldest first. */
export function answerAsk(space: Space, group: readonly Ask[], truth: CompanyTruth, chance: Chance): Answer | null {
  const [first] = group as [Ask, ...Ask[]];
  const { file, metric, cell } = first;
  const { clock } = space;
  const { company, spec } = file;
  const verifiedBefore = least(group.map((ask) => ask.verifiedBefore));
  const answeredBefore = least(group.map((ask) => ask.answeredBefore));
  const mustAnswer = verifiedBefore !== null || answeredBefore !== null || !first.isAsked;
  const draws = {
    missing: chance.unit(),
    declared: chance.unit(),
    unknown: chance.unit(),
    corrected: chance.unit(),
    author: chance.unit(),
  };
  const left = leftToLeader(first);
  const kind = metricOf(metric).grain === 'event' ? 'ofEvent' : 'ofPeriod';
  if (left === 'unanswered' || (!mustAnswer && left === null && !PROVEN.includes(metric) && draws.missing < MISSING[kind])) return null;

  const deadline = least([verifiedBefore === null ? null : verifiedBefore - 1, answeredBefore]) ?? clock.today + 1;
  const day = Math.min(first.day + chance.int(1, 9), Math.max(first.day + 1, deadline - 1));
  if (day > clock.today) return null;
  const isAboutSupport = !isAskedOfCompany(metric);
  const isLeaders = left === null && company.leaderHasAccount && (metric === 'ACC-04' || (!isAboutSupport && draws.author < 0.62));
  const value = metricOf(metric).grain === 'annual' ? truth.yearly(metric, Number(cell)) : scaled(first, chance);
  const isUnknown =
    verifiedBefore === null && metric !== 'ACC-04' && !PROVEN.includes(metric) && (value === null || draws.unknown < UNKNOWN[kind]);
  const mustVerify = verifiedBefore !== null || PROVEN.includes(metric);
  const isVerified = left === null && (mustVerify || draws.declared >= DECLARED_ONLY[kind]);
  const verifiedOn = Math.min(
    day + chance.int(1, 10),
    verifiedBefore === null ? Number.POSITIVE_INFINITY : Math.max(day, verifiedBefore - 1),
  );
  const confirmedOn = !isLeaders && left === null && !isAboutSupport && chance.happens(0.55) ? day + 1 : null;
  const answer: Answer = {
    ...{ metric, cell: naturalKey(first), validOn: metricOf(metric).grain === 'event' ? file.date(first.day) : first.validOn, day },
    ...{ num: isUnknown ? null : (value?.num ?? 0), den: isUnknown ? null : (value?.den ?? null) },
    unknownReason: isUnknown ? chance.pick(['not_available_yet', 'not_measured', 'company_refuses'] as const) : null,
    ...{ file, milestoneId: first.milestoneId, authorId: isLeaders ? company.leader.id : spec.lead.id, isLeaders },
    // Confirming what is verified already would add nothing.
    confirmedOn: confirmedOn !== null && confirmedOn <= clock.today && !(isVerified && verifiedOn < confirmedOn) ? confirmedOn : null,
    verifiedOn: isVerified && verifiedOn <= clock.today ? verifiedOn : null,
    verifierId: isLeaders ? spec.lead.id : (space.trackLeads[spec.track]?.id ?? space.manager.id),
    ...{
      correction: null,
      comment: metricOf(metric).grain === 'annual' ? commentOnJump(metric, Number(cell), truth, value?.num ?? null, chance) : null,
      evidence: metricOf(metric).evidence.fr,
    },
  };
  if (answer.num !== null && metricOf(metric).grain === 'annual' && answer.verifiedOn !== null && draws.corrected < CORRECTED) {
    answer.correction = correctionOf(answer, company.leader.id, company.leaderHasAccount, clock.today, chance);
  }
  return answer;
}

function least(days: readonly (number | null)[]): number | null {
  const known = days.filter((day): day is number => day !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** In the first leader's company one figure waits for them to give it, another for their word. */
function leftToLeader({ file, metric }: Ask): 'unanswered' | 'declared' | null {
  if (!file.spec.leavesFigures || file.template?.requiredBaselines.includes(metric) !== true) return null;
  return metric === 'INN-07' ? 'unanswered' : metric === 'EMP-03' ? 'declared' : null;
}

/** Marks at the start of a case are lower than at its end. */
function scaled(ask: Ask, chance: Chance): { num: number; den: number | null } {
  const value = eventValue(ask.metric, ask.file.company, chance);
  return ask.isBaseline && ask.metric === 'INN-07' ? { ...value, num: value.num - chance.int(1, 3) } : value;
}

const KEY_PREFIXES: Record<string, string> = {
  'FIN-04': 'PACTE',
  'FIN-05': 'NOTIF',
  'FIN-06': 'PRET',
  'FIN-07': 'INVEST',
  'INN-05': 'BREVET',
  'INN-06': 'MARQUE',
};

/** What names an event once for all: the number of its decision or contract. */
function naturalKey({ metric, cell, isBaseline }: Ask): string {
  const prefix = KEY_PREFIXES[metric];
  return prefix && !isBaseline ? `${prefix}-${cell}` : cell;
}

const JUMPS = [
  'Croissance liée à une commande pluriannuelle, contrat vu.',
  'Baisse due à l’arrêt d’une activité de négoce.',
  'Exercice de reprise après un ralentissement des livraisons de composants.',
  'Deux recrutements et une reprise d’équipe dans l’année.',
];

/** What is said of a yearly figure that moved much since the year before. (`docs/domain.md §4.1`) */
export function commentOnJump(metric: string, year: number, truth: CompanyTruth, next: number | null, chance: Chance): string | null {
  const previous = truth.yearly(metric, year - 1)?.num ?? null;
  return outlierWarning(previous, next, metricOf(metric)) === null ? null : chance.pick(JUMPS);
}

function correctionOf(answer: Answer, leaderId: string, leaderHasAccount: boolean, today: number, chance: Chance): Answer['correction'] {
  const day = (answer.verifiedOn ?? answer.day) + chance.int(10, 40);
  if (day > today || answer.num === null) return null;
  const num = Math.round(answer.num * (0.94 + 0.1 * chance.unit()) * 2) / 2;
  if (num === answer.num) return null;
  const verifiedOn = day + chance.int(2, 12);
  const isLeaders = leaderHasAccount;
  return {
    day,
    num,
    authorId: isLeaders ? leaderId : answer.authorId,
    isLeaders,
    verifiedOn: verifiedOn <= today && chance.happens(0.6) ? verifiedOn : null,
  };
}
