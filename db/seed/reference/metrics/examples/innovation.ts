import type { MetricExample } from '../../../../../app/features/outcomes/metric-example';
import { example, fact } from './example-row';

/** European projects, innovation and labelled projects. */
export const INNOVATION_EXAMPLES: Record<string, MetricExample> = {
  'EUR-01': example(
    'A et B déposent ensemble la proposition 1011, A seule la 1042 : deux propositions.',
    'A and B file proposal 1011 together, A alone files 1042: two proposals.',
    [fact('A', '2026-03-04', 1, { key: '1011' }), fact('B', '2026-03-04', 1, { key: '1011' }), fact('A', '2026-09-16', 1, { key: '1042' })],
    2,
  ),
  'EUR-02': example(
    'Trois propositions retenues sur seize décidées dans l’année ; celles qui attendent ne sont pas au dénominateur.',
    'Three proposals retained of sixteen decided in the year; those still waiting are not in the denominator.',
    [fact('T1', '2026-06-30', 1, { den: 9 }), fact('T2', '2026-12-31', 2, { den: 7 })],
    18.75,
  ),
  'EUR-03': example(
    'Le projet 1011 apporte 280 000 € à A et 150 000 € à un laboratoire qui n’est pas membre : seuls les membres comptent.',
    'Project 1011 brings €280,000 to A and €150,000 to a laboratory that is not a member: only members count.',
    [
      fact('A', '2026-05-20', 280_000, { key: '1011 A' }),
      fact('L', '2026-05-20', 150_000, { key: '1011 L', isOutside: true }),
      fact('B', '2026-10-02', 120_000, { key: '1042 B' }),
    ],
    400_000,
  ),
  'EUR-04': example(
    'A coordonne 1011 et 1042, B est partenaire de 1042 : deux projets coordonnés par une PME.',
    'A coordinates 1011 and 1042, B is a partner of 1042: two projects coordinated by an SME.',
    [
      fact('A', '2026-05-20', 1, { key: '1011' }),
      fact('A', '2026-10-02', 1, { key: '1042' }),
      fact('B', '2026-10-02', 0, { key: '1042 B' }),
    ],
    2,
  ),
  'INN-01': example(
    'Dépenses de R&D de l’exercice clos dans l’année ; celles de 2025 servent à la référence, moyenne de trois exercices.',
    'R&D expenditure of the financial year closed in the year; that of 2025 serves the baseline, the mean of three years.',
    [
      fact('A', '2025-12-31', 310_000, { key: 'A 2025' }),
      fact('A', '2026-12-31', 360_000, { key: 'A 2026' }),
      fact('B', '2026-12-31', 90_000, { key: 'B 2026' }),
    ],
    450_000,
  ),
  'INN-02': example(
    '360 000 € de R&D pour 2,4 M€ et 90 000 € pour 1,2 M€ : 450 000 sur 3,6 M€.',
    '€360,000 of R&D for €2.4m and €90,000 for €1.2m: 450,000 over €3.6m.',
    [fact('A', '2026-12-31', 360_000, { den: 2_400_000 }), fact('B', '2026-12-31', 90_000, { den: 1_200_000 })],
    12.5,
  ),
  'INN-03': example(
    'A lance deux produits, B un procédé : deux entreprises, trois produits et procédés.',
    'A launches two products, B one process: two companies, three products and processes.',
    [fact('A', '2026-04-14', 2, { key: 'NM-A' }), fact('B', '2026-11-03', 1, { key: 'NM-B' })],
    2,
    { companion: 3 },
  ),
  'INN-04': example(
    'A change de canal de vente puis d’organisation et compte une fois ; B change d’organisation.',
    'A changes its sales channel, then its organisation, and counts once; B changes its organisation.',
    [fact('A', '2026-02-02', 1), fact('A', '2026-08-30', 1), fact('B', '2026-05-11', 1)],
    2,
  ),
  'INN-05': example(
    'Le brevet FR 2601234 et son extension européenne ont la même priorité : une famille, plus une autre.',
    'Patent FR 2601234 and its European extension share one priority: one family, plus another.',
    [
      fact('A', '2026-01-15', 1, { key: 'FR2601234' }),
      fact('A', '2026-12-15', 1, { key: 'FR2601234' }),
      fact('B', '2026-06-01', 1, { key: 'FR2605678' }),
    ],
    2,
  ),
  'INN-06': example(
    'Une marque et un dessin, deux numéros de dépôt.',
    'A trade mark and a design, two filing numbers.',
    [fact('A', '2026-03-01', 1, { key: '4 901 223' }), fact('A', '2026-03-01', 1, { key: 'D 2026 118' })],
    2,
  ),
  'INN-07': example(
    'Trois projets gagnent 1, 2 et 4 niveaux : le gain médian est de 2.',
    'Three projects gain 1, 2 and 4 levels: the median gain is 2.',
    [fact('P1', '2026-03-01', 5, { base: 4 }), fact('P2', '2026-06-01', 6, { base: 4 }), fact('P3', '2026-10-01', 7, { base: 3 })],
    2,
  ),
  'PRJ-01': example(
    'P1 est labellisé puis relabellisé après une réserve : une famille. P2 en est une autre.',
    'P1 is labelled, then labelled again after a reservation: one family. P2 is another.',
    [fact('P1', '2026-02-12', 1), fact('P1', '2026-07-09', 1), fact('P2', '2026-07-09', 1)],
    2,
  ),
  'PRJ-02': example(
    'P1 est financé par la Région et par l’État : un projet. P3 est encore en instruction.',
    'P1 is funded by the Region and by the State: one project. P3 is still under review.',
    [fact('P1', '2026-05-05', 1), fact('P1', '2026-06-20', 1), fact('P2', '2026-09-01', 1), fact('P3', '2026-09-01', 0)],
    2,
  ),
  'PRJ-03': example(
    'Six projets financés sur dix décidés dans l’année ; quatre en attente n’y sont pas.',
    'Six projects funded of ten decided in the year; four still pending are left out.',
    [fact('S1', '2026-06-30', 2, { den: 4 }), fact('S2', '2026-12-31', 4, { den: 6 })],
    60,
  ),
  'PRJ-04': example(
    'Budgets R&D de 1,8 M€ et 2,4 M€ labellisés dans l’année.',
    'R&D budgets of €1.8m and €2.4m labelled in the year.',
    [fact('P1', '2026-02-12', 1_800_000, { key: 'P1' }), fact('P2', '2026-07-09', 2_400_000, { key: 'P2' })],
    4_200_000,
  ),
  'PRJ-05': example(
    'A signe deux accords de consortium, C un ; B achète une prestation à un laboratoire et ne compte pas.',
    'A signs two consortium agreements, C one; B buys a service from a laboratory and does not count.',
    [fact('A', '2026-03-10', 1), fact('A', '2026-11-12', 1), fact('C', '2026-04-02', 1), fact('B', '2026-05-06', 0)],
    2,
  ),
  'PRJ-06': example(
    '38, 45 et 71 jours ouvrés du dossier complet à la décision : la médiane est 45.',
    '38, 45 and 71 working days from complete file to decision: the median is 45.',
    [fact('P1', '2026-03-03', 38), fact('P2', '2026-06-12', 71), fact('P3', '2026-10-22', 45)],
    45,
  ),
  'PRJ-07': example(
    'Un démonstrateur et une expérimentation territoriale ont une convention signée dans l’année.',
    'A demonstrator and a territorial experiment have an agreement signed in the year.',
    [fact('P4', '2026-01-30', 1), fact('P5', '2026-09-18', 1), fact('P6', '2025-11-30', 1)],
    2,
  ),
};
