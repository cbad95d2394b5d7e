import type { MetricExample } from '../../../../../app/features/outcomes/metric-example';
import { example, fact } from './example-row';

/** Support given, and jobs. */
export const SUPPORT_EXAMPLES: Record<string, MetricExample> = {
  'ACC-01': example(
    'A signe deux lettres de mission dans l’année, B une : deux entreprises, pas trois.',
    'A signs two engagement letters in the year, B one: two companies, not three.',
    [fact('A', '2026-02-10', 1), fact('A', '2026-09-15', 1), fact('B', '2026-05-04', 1)],
    2,
  ),
  'ACC-02': example(
    'A a un jalon documenté, B n’a reçu qu’un appel : B ne compte pas.',
    'A has a documented milestone, B only had a call: B does not count.',
    [fact('A', '2026-03-12', 1), fact('B', '2026-03-20', 0)],
    1,
  ),
  'ACC-03': example(
    'A reçoit deux subventions la même année et compte une fois ; C est notifiée l’année d’avant.',
    'A receives two grants in the year and counts once; C was awarded the year before.',
    [fact('A', '2026-03-02', 1), fact('A', '2026-10-02', 1), fact('B', '2026-06-18', 1), fact('C', '2025-12-20', 1)],
    2,
  ),
  'ACC-07': example(
    'A et B ont moins de trois ans le jour de leur lettre de mission, C non.',
    'A and B are under three years old on the day of their engagement letter, C is not.',
    [fact('A', '2026-01-20', 1), fact('B', '2026-04-08', 1), fact('C', '2026-04-09', 0)],
    2,
  ),
  'ACC-08': example(
    'Un jour et demi puis deux jours sur un dossier, un demi-jour sur un autre ; la même feuille de temps saisie deux fois compte une fois.',
    'A day and a half then two days on one case, half a day on another; the same time sheet entered twice counts once.',
    [
      fact('A', '2026-03-31', 1.5, { key: 'T-2026-03-A' }),
      fact('A', '2026-04-30', 2, { key: 'T-2026-04-A' }),
      fact('A', '2026-04-30', 2, { key: 'T-2026-04-A' }),
      fact('B', '2026-04-30', 0.5, { key: 'T-2026-04-B' }),
    ],
    4,
  ),
  'ACC-04': example(
    'Notes 10, 9, 8 et 5, une par dossier : moyenne 8, et deux promoteurs moins un détracteur sur quatre, soit 25.',
    'Scores 10, 9, 8 and 5, one per case: mean 8, and two promoters less one detractor out of four, hence 25.',
    [fact('A', '2026-02-01', 10), fact('B', '2026-03-01', 9), fact('C', '2026-05-01', 8), fact('D', '2026-06-01', 5)],
    8,
    { companion: 25 },
  ),
  'ACC-05': example(
    'A passe de 2,5 à 3 puis à 3,5 : seule sa dernière grille compte. B passe de 3 à 3,5.',
    'A goes from 2.5 to 3 then to 3.5: only its last grid counts. B goes from 3 to 3.5.',
    [fact('A', '2026-03-01', 3, { base: 2.5 }), fact('A', '2026-11-01', 3.5, { base: 2.5 }), fact('B', '2026-06-01', 3.5, { base: 3 })],
    0.75,
  ),
  'ACC-06': example(
    'Une action sur deux, puis 90 sur 100 : 91 sur 102, jamais la moyenne de 50 % et 90 %.',
    'One action of two, then 90 of 100: 91 of 102, never the mean of 50% and 90%.',
    [fact('A', '2026-10-01', 1, { den: 2 }), fact('B', '2026-10-01', 90, { den: 100 })],
    89.22,
  ),
  'EMP-01': example(
    'A n’a pas encore donné 2026 : sa valeur de 2025 tient. Celle de C, trop ancienne, ne compte plus.',
    'A has not given 2026 yet: its value of 2025 stands. That of C is too old and no longer counts.',
    [fact('A', '2025-12-31', 40), fact('B', '2025-12-31', 24), fact('B', '2026-12-31', 26.5), fact('C', '2023-12-31', 12)],
    66.5,
  ),
  'EMP-02': example(
    'A gagne 9,5 postes, B en perd 2 ; C n’a pas de référence, son changement est inconnu et n’ajoute rien.',
    'A gains 9.5 jobs, B loses 2; C has no baseline, its change is unknown and adds nothing.',
    [fact('A', '2026-12-31', 39.5, { base: 30 }), fact('B', '2026-12-31', 10, { base: 12 }), fact('C', '2026-12-31', 18)],
    7.5,
  ),
  'EMP-03': example(
    'Postes de R&D en ETP : 6,5 et 3, dernière valeur de chaque entreprise.',
    'R&D jobs in FTE: 6.5 and 3, last value of each company.',
    [fact('A', '2025-12-31', 5), fact('A', '2026-12-31', 6.5), fact('B', '2026-12-31', 3)],
    9.5,
  ),
  'EMP-04': example(
    'Le dirigeant de A déclare quatre postes maintenus ; ils ne s’ajoutent jamais aux emplois créés.',
    'The leader of A states four jobs safeguarded; they are never added to jobs created.',
    [fact('A', '2026-05-12', 4), fact('B', '2026-06-30', 2)],
    6,
  ),
};
