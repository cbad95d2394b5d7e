/** What a company is to the cluster today: read from its periods of membership. */
export const STANDINGS = ['member', 'trial', 'suspended', 'none'] as const;
export type Standing = (typeof STANDINGS)[number];

export function isStanding(text: string | null): text is Standing {
  return (STANDINGS as readonly (string | null)[]).includes(text);
}

/** Strategic activity domains, in their order. (`docs/domain.md §1`) */
export const DOMAINS = ['DAS1', 'DAS2', 'DAS3', 'DAS4'] as const;
export type Domain = (typeof DOMAINS)[number];

export const SIZES = ['micro', 'small', 'medium', 'mid_cap', 'large'] as const;
export type Size = (typeof SIZES)[number];

/** How a company joins: nothing yet, a trial, or as a member. */
export const JOININGS = ['none', 'trial', 'member'] as const;
export type Joining = (typeof JOININGS)[number];

/** Months a trial lasts. */
export const TRIAL_MONTHS = 12;

const REGIONS: Record<string, string> = {
  '11': '75 77 78 91 92 93 94 95',
  '24': '18 28 36 37 41 45',
  '27': '21 25 39 58 70 71 89 90',
  '28': '14 27 50 61 76',
  '32': '02 59 60 62 80',
  '44': '08 10 51 52 54 55 57 67 68 88',
  '52': '44 49 53 72 85',
  '53': '22 29 35 56',
  '75': '16 17 19 23 24 33 40 47 64 79 86 87',
  '76': '09 11 12 30 31 32 34 46 48 65 66 81 82',
  '84': '01 03 07 15 26 38 42 43 63 69 73 74',
  '93': '04 05 06 13 83 84',
  '94': '2A 2B',
  '01': '971',
  '02': '972',
  '03': '973',
  '04': '974',
  '06': '976',
};
const REGION_OF = new Map(Object.entries(REGIONS).flatMap(([region, list]) => list.split(' ').map((department) => [department, region])));

export const REGION_CODES = Object.keys(REGIONS) as readonly string[];

/** INSEE's region of a department since 2016, or null for a code that is no department. */
export function regionOfDepartment(department: string): string | null {
  return REGION_OF.get(department) ?? null;
}

/** NAF rev. 2 activities frequent here, which have a label; others are shown by their code. (`docs/domain.md §2.5`) */
export const LABELLED_ACTIVITIES = [
  '23.19Z',
  '26.11Z',
  '26.12Z',
  '26.30Z',
  '26.51A',
  '26.51B',
  '26.60Z',
  '26.70Z',
  '27.31Z',
  '27.40Z',
  '28.99B',
  '30.30Z',
  '32.50A',
  '33.13Z',
  '46.52Z',
  '62.01Z',
  '71.12B',
  '71.20B',
  '72.11Z',
  '72.19Z',
  '85.42Z',
  '94.99Z',
] as const;
export type LabelledActivity = (typeof LABELLED_ACTIVITIES)[number];

export function isLabelledActivity(code: string | null): code is LabelledActivity {
  return (LABELLED_ACTIVITIES as readonly (string | null)[]).includes(code);
}

/** INSEE's legal forms with a usual short name. */
export const LABELLED_LEGAL_FORMS = [
  '1000',
  '5202',
  '5306',
  '5410',
  '5499',
  '5505',
  '5510',
  '5599',
  '5699',
  '5710',
  '5720',
  '6540',
  '7354',
  '7383',
  '7389',
  '9220',
  '9300',
] as const;
export type LabelledLegalForm = (typeof LABELLED_LEGAL_FORMS)[number];

export function isLabelledLegalForm(code: string | null): code is LabelledLegalForm {
  return (LABELLED_LEGAL_FORMS as readonly (string | null)[]).includes(code);
}
