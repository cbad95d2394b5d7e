import type { Chance } from './chance';

/** Real communes of the south, by department. */
const COMMUNES: Record<string, readonly string[]> = {
  '13': [
    'Marseille',
    'Aix-en-Provence',
    'Aubagne',
    'La Ciotat',
    'Gardanne',
    'Rousset',
    'Gémenos',
    'Martigues',
    'Vitrolles',
    'Salon-de-Provence',
  ],
  '83': ['Toulon', 'La Garde', 'Ollioules', 'La Seyne-sur-Mer', 'Six-Fours-les-Plages', 'Hyères', 'Draguignan', 'Signes'],
  '06': ['Nice', 'Biot', 'Valbonne', 'Grasse', 'Cannes', 'Carros', 'Antibes'],
  '84': ['Avignon', 'Carpentras', 'Pertuis', 'Apt', 'Sorgues'],
  '04': ['Manosque', 'Digne-les-Bains', 'Forcalquier'],
  '05': ['Gap', 'Briançon', 'Embrun'],
  '34': ['Montpellier', 'Lattes', 'Castelnau-le-Lez', 'Sète', 'Béziers', 'Lunel'],
  '30': ['Nîmes', 'Alès', 'Uzès', 'Bagnols-sur-Cèze'],
  '66': ['Perpignan', 'Thuir'],
  '11': ['Narbonne', 'Carcassonne'],
  '48': ['Mende'],
  '38': ['Grenoble', 'Meylan'],
  '69': ['Lyon', 'Villeurbanne'],
  '31': ['Toulouse', 'Labège'],
  '75': ['Paris'],
};

/** How the 200 companies of a block spread over the territory, eight of them elsewhere. (`docs/domain.md §10.2`) */
const DEPARTMENT_COUNTS = [
  ['13', 72], ['83', 34], ['06', 30], ['84', 10], ['04', 6], ['05', 4], ['34', 22], ['30', 8], ['66', 3], ['11', 2], ['48', 1],
] as const satisfies readonly (readonly [string, number])[]; // biome-ignore format: the table of the domain page

/** The departments of a demo cluster, for its eligibility sheet. */
export const CLUSTER_DEPARTMENTS: readonly string[] = DEPARTMENT_COUNTS.map(([department]) => department);
export const OUTSIDE_DEPARTMENTS: readonly string[] = ['38', '69', '31', '75'];

export const DEPARTMENTS_OF_BLOCK: readonly string[] = [
  ...DEPARTMENT_COUNTS.flatMap(([department, count]) => Array.from({ length: count }, () => department)),
  ...OUTSIDE_DEPARTMENTS,
  ...OUTSIDE_DEPARTMENTS,
];

export function communeOf(department: string, chance: Chance): string {
  return chance.pick(COMMUNES[department] ?? []);
}

export function drawDepartment(chance: Chance): string {
  return chance.weighted(DEPARTMENT_COUNTS);
}

const PACA = new Set(['04', '05', '06', '13', '83', '84']);
const LANGUEDOC_ROUSSILLON = new Set(['11', '30', '34', '48', '66']);

/** INSEE's region of a department on a day: Languedoc-Roussillon (91) and Midi-Pyrénées (73) made Occitanie (76), Rhône-Alpes (82) joined Auvergne-Rhône-Alpes (84), on 1 January 2016. */
export function regionOn(department: string, day: string): string {
  if (PACA.has(department)) return '93';
  if (department === '75') return '11';
  const isAfterReform = day >= '2016-01-01';
  if (LANGUEDOC_ROUSSILLON.has(department)) return isAfterReform ? '76' : '91';
  if (department === '31') return isAfterReform ? '76' : '73';
  return isAfterReform ? '84' : '82';
}
