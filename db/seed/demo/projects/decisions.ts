import type { LocalDate } from '../../../../app/features/programmes/paris-date';
import type { DecisionKind, FundingForm, ProjectFunder, ProjectState } from '../../../../app/features/projects/project';
import type { Chance } from '../chance';
import { FUNDER_REFUSALS, INADMISSIBLE, LABEL_REASONS, REFUSALS, RESERVES, STOPS, WITHDRAWALS } from '../words/project-texts';
import type { ProjectFile } from './project-file';

type Pair = readonly [fr: string, en: string];
export type DatedDecision = { kind: DecisionKind; outcome: ProjectState; on: LocalDate; body: Pair; reason: Pair };

const SECRETARY: Pair = ['Secrétariat du comité', 'Secretary of the committee'];
const COMMITTEE: Pair = ['Comité de labellisation', 'Labelling committee'];
const LEADER: Pair = ['Porteur du projet', 'Project lead'];
const NONE: Pair = ['', ''];

/** Who answers for each source of money, and in what form it comes. */
export const FUNDERS: Record<ProjectFunder, { name: Pair; form: FundingForm; with?: Pair }> = {
  state_fund: { name: ['État, par Bpifrance', 'State, through Bpifrance'], form: 'grant', with: ['Région', 'Region'] },
  anr: { name: ['Agence nationale de la recherche', 'National research agency'], form: 'grant' },
  region: { name: ['Région', 'Region'], form: 'grant', with: ['FEDER', 'ERDF'] },
  eu: { name: ['Commission européenne', 'European Commission'], form: 'grant' },
  investment_plan: { name: ['Programme d’investissements d’avenir', 'Investments for the future'], form: 'advance' },
  defence: { name: ['Agence de l’innovation de défense', 'Defence innovation agency'], form: 'grant' },
  bpifrance: { name: ['Bpifrance', 'Bpifrance'], form: 'advance' },
};

/** What was decided on the way, oldest first; old summaries keep none. */
export function decisionsOf(file: ProjectFile, chance: Chance): DatedDecision[] {
  const { course, isSummaryOnly, funder } = file;
  if (isSummaryOnly) return [];
  const found: DatedDecision[] = [];
  const add = (kind: DecisionKind, outcome: ProjectState, on: LocalDate | null, body: Pair, reason: Pair = NONE) => {
    if (on !== null) found.push({ kind, outcome, on, body, reason });
  };
  const { state } = course;
  if (state === 'inadmissible') add('admissibility', 'inadmissible', course.admissibleOn, SECRETARY, INADMISSIBLE);
  else add('admissibility', 'admissible', course.admissibleOn, SECRETARY);
  add('withdrawal', 'withdrawn', course.withdrawnOn, LEADER, chance.pick(WITHDRAWALS));
  if (state === 'refused') add('committee', 'refused', course.committeeOn, COMMITTEE, chance.pick(REFUSALS));
  else if (state === 'deferred') add('committee', 'deferred', course.committeeOn, COMMITTEE, chance.pick(RESERVES));
  else if (course.hadReserves) add('committee', 'labelled_with_reserves', course.committeeOn, COMMITTEE, chance.pick(RESERVES));
  else if (course.labelledOn) add('committee', 'labelled', course.committeeOn, COMMITTEE, chance.pick(LABEL_REASONS));
  if (course.hadReserves) add('reserves', 'reserves_lifted', course.labelledOn, COMMITTEE);
  const answer = FUNDERS[funder].name;
  if (state === 'not_funded') add('funder', 'not_funded', course.decidedOn, answer, chance.pick(FUNDER_REFUSALS));
  else if (course.decidedOn) add('funder', 'funded', course.decidedOn, answer);
  add('agreement', 'agreement_signed', course.agreementOn, answer);
  add('ending', state === 'stopped' ? 'stopped' : 'completed', course.endedOn, LEADER, state === 'stopped' ? chance.pick(STOPS) : NONE);
  return found;
}
