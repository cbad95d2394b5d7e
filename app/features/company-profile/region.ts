import { regionOfDepartment } from '../companies/company';

/** The day the regions of 2016 took the place of those of 1956. */
const NEW_REGIONS_ON = '2016-01-01';

/** INSEE's regions that ended in 2015, each with its departments; the others kept their borders and their code. */
const FORMER: Record<string, string> = {
  '21': '08 10 51 52',
  '22': '02 60 80',
  '23': '27 76',
  '25': '14 50 61',
  '26': '21 58 71 89',
  '31': '59 62',
  '41': '54 55 57 88',
  '42': '67 68',
  '43': '25 39 70 90',
  '54': '16 17 79 86',
  '72': '24 33 40 47 64',
  '73': '09 12 31 32 46 65 81 82',
  '74': '19 23 87',
  '82': '01 07 26 38 42 69 73 74',
  '83': '03 15 43 63',
  '91': '11 30 34 48 66',
};
const FORMER_OF = new Map(Object.entries(FORMER).flatMap(([region, list]) => list.split(' ').map((department) => [department, region])));

export const FORMER_REGION_CODES = Object.keys(FORMER) as readonly string[];

/** INSEE's region of a department on a day: a report on 2014 still says Languedoc-Roussillon. Null for a code that is no department. (`docs/domain.md §2.5`) */
export function regionAt(department: string, on: string): string | null {
  return on < NEW_REGIONS_ON ? (FORMER_OF.get(department) ?? regionOfDepartment(department)) : regionOfDepartment(department);
}

export type Seat = { departmentCode: string | null; regionCode: string | null; foundedOn: string | null };

/** The region a company had before 2016, where it was another one and the company was there already. (`docs/domain.md §2.5`) */
export function formerRegion({ departmentCode, regionCode, foundedOn }: Seat): string | null {
  if (departmentCode === null || (foundedOn !== null && foundedOn >= NEW_REGIONS_ON)) return null;
  const before = regionAt(departmentCode, '2015-12-31');
  return before !== regionCode && regionAt(departmentCode, NEW_REGIONS_ON) === regionCode ? before : null;
}

/** Territories of the cluster, each with its departments, in the order lists show them. (`docs/domain.md §2.5`) */
export const TERRITORIES = ['13', '83', '06', '84', '04', '05', '34', '30', '66', '11', '48'] as const;
export type Territory = (typeof TERRITORIES)[number];

export function isTerritory(code: string | null): code is Territory {
  return (TERRITORIES as readonly (string | null)[]).includes(code);
}

/** The department of a commune, from its INSEE code and never from a postcode. */
export function departmentOfCommune(commune: string): string | null {
  const department = commune.startsWith('97') ? commune.slice(0, 3) : commune.slice(0, 2);
  return regionOfDepartment(department) === null ? null : department;
}
