import { isValidOn } from '../../../../app/features/instruments/instrument';
import { type LocalDate, yearOf } from '../../../../app/features/programmes/paris-date';
import type { Endorsement, ProjectFunder, ProjectType } from '../../../../app/features/projects/project';
import { INSTRUMENTS } from '../../reference/instruments';
import type { Chance } from '../chance';
import type { Das } from '../trades';
import type { PlannedPartner } from './consortium';
import type { Course } from './course';
import type { Named, Written } from './naming';

/** One project as it will be written. */
export type ProjectFile = {
  type: ProjectType;
  das: Das;
  funder: ProjectFunder;
  endorsement: Endorsement;
  course: Course;
  months: number;
  named: Named;
  attempt: { family: ProjectFile | null; no: number };
  isSummaryOnly: boolean;
  partners: PlannedPartner[];
  partnersCount: number;
  leader: { name: string; companyId: string | null };
  budgetCents: number;
  aidCents: number;
  trl: readonly [from: number, to: number];
  summary: Written;
  proposalNumber: string | null;
  instrument: { code: string; version: number } | null;
  fileNumber: string | null;
  labelNumber: string | null;
  /** Given when written. */
  id: string;
};

const SCHEMES: Record<ProjectFunder, readonly string[]> = {
  state_fund: ['FUI', 'IDEMO'],
  anr: ['ANR'],
  region: ['FEDER'],
  eu: ['HE-CL4', 'EUROSTARS', 'H2020-SMEI', 'EIC-ACC', 'EDF'],
  investment_plan: ['PSPC', 'IDEMO'],
  defence: ['RAPID'],
  bpifrance: ['BPI-AI'],
};

/** The scheme of that funder on the day the file was sent: the FUI until it ended, then i-Démo. */
export function schemeOf(
  { funder, das, type }: { funder: ProjectFunder; das: Das; type: ProjectType },
  day: string,
  chance: Chance,
): ProjectFile['instrument'] {
  const valid = SCHEMES[funder].flatMap((code) => INSTRUMENTS.filter((row) => row.code === code && isValidOn(row, day)));
  // A single applicant is no consortium; defence is for security.
  const fitting = valid.filter(
    ({ code, rules }) => !rules.singleApplicant && (code !== 'EDF' || (das === 'DAS3' && type === 'collaborative_rd')),
  );
  const drawn = funder === 'eu' ? chance.pick(fitting) : (fitting[0] ?? valid[0]);
  return drawn ? { code: drawn.code, version: drawn.version } : null;
}

/** Numbers files by the order of their deposit and labels by that of the label, each year from 1. */
export function numberFiles(files: readonly ProjectFile[]): void {
  const number = (letter: string, dayOf: (file: ProjectFile) => string | null, set: (file: ProjectFile, code: string) => void) => {
    const last = new Map<number, number>();
    const dated = files.flatMap((file) => (dayOf(file) ? [{ file, day: dayOf(file) ?? '' }] : [])).sort((a, b) => (a.day < b.day ? -1 : 1));
    for (const { file, day } of dated) {
      const next = (last.get(yearOf(day)) ?? 0) + 1;
      last.set(yearOf(day), next);
      set(file, `${letter}-${yearOf(day)}-${String(next).padStart(2, '0')}`);
    }
  };
  number(
    'L',
    ({ course }) => course.labelledOn,
    (file, code) => {
      file.labelNumber = code;
    },
  );
  number(
    'D',
    ({ course, endorsement, isSummaryOnly }) => (endorsement === 'label' && !isSummaryOnly ? course.submittedOn : null),
    (file, code) => {
      file.fileNumber = code;
    },
  );
}

/** Where the technology stands before and after. */
export function drawTrl(type: ProjectType, chance: Chance): readonly [number, number] {
  if (type === 'demonstrator') return [6, 8];
  if (type === 'industrial_development') return [7, 9];
  if (type === 'territorial_experiment') return [chance.int(6, 7), 8];
  const from = chance.int(2, 4);
  return [from, from + chance.int(2, 3)];
}

/** When the file was first written down; old labels were copied from the former list as the contract began. */
export function firstDay({ course, isSummaryOnly }: ProjectFile, contractStart: LocalDate): LocalDate {
  const day = course.submittedOn ?? course.sentToFunderOn ?? contractStart;
  return isSummaryOnly || day < contractStart ? contractStart : day;
}
