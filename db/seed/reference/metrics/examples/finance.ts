import type { MetricExample } from '../../../../../app/features/outcomes/metric-example';
import { example, fact } from './example-row';

/** Growth, finance and exports. */
export const FINANCE_EXAMPLES: Record<string, MetricExample> = {
  'FIN-01': example(
    'Deux dossiers demandent le chiffre d’affaires 2026 de A : c’est la même case, elle compte une fois.',
    'Two cases ask for the 2026 turnover of A: it is the same cell and counts once.',
    [
      fact('A', '2026-12-31', 2_400_000, { key: 'A 2026' }),
      fact('A', '2026-12-31', 2_400_000, { key: 'A 2026' }),
      fact('B', '2026-06-30', 900_000, { key: 'B 2026' }),
    ],
    3_300_000,
  ),
  'FIN-02': example(
    'A croît de 20 %, B de 5 % ; de zéro, la croissance de C ne se dit pas. Le seuil est de 10 %.',
    'A grows by 20%, B by 5%; from zero, the growth of C can’t be said. The threshold is 10%.',
    [
      fact('A', '2026-12-31', 1_200_000, { base: 1_000_000 }),
      fact('B', '2026-12-31', 1_050_000, { base: 1_000_000 }),
      fact('C', '2026-12-31', 300_000, { base: 0 }),
    ],
    1,
  ),
  'FIN-03': example(
    '1,2 M€ pour 15 ETP et 0,4 M€ pour 8 ETP : 1,6 M€ pour 23 ETP.',
    '€1.2m for 15 FTE and €0.4m for 8 FTE: €1.6m for 23 FTE.',
    [fact('A', '2026-12-31', 1_200_000, { den: 15 }), fact('B', '2026-12-31', 400_000, { den: 8 })],
    69_565.22,
  ),
  'FIN-04': example(
    'Le même pacte est cité par deux dossiers de A : l’un est principal, l’autre contribue et n’ajoute rien.',
    'Two cases of A cite the same agreement: one is primary, the other contributes and adds nothing.',
    [
      fact('A', '2026-05-04', 1_500_000, { key: 'PACTE-2026-A' }),
      fact('A', '2026-05-04', 1_500_000, { key: 'PACTE-2026-A' }),
      fact('B', '2026-09-30', 250_000, { key: 'PACTE-2026-B' }),
    ],
    1_750_000,
  ),
  'FIN-05': example(
    'A porte 40 % du budget d’un projet aidé à hauteur de 300 000 € : 120 000 € ; B reçoit seule 30 000 €.',
    'A carries 40% of a project granted €300,000: €120,000; B alone receives €30,000.',
    [fact('A', '2026-04-15', 300_000, { key: 'N-4471', share: 0.4 }), fact('B', '2026-07-01', 30_000, { key: 'N-4502' })],
    150_000,
  ),
  'FIN-06': example(
    'Une avance récupérable de 200 000 € et un prêt innovation de 80 000 €.',
    'A recoverable advance of €200,000 and an innovation loan of €80,000.',
    [fact('A', '2026-02-18', 200_000, { key: 'C-118' }), fact('B', '2026-11-05', 80_000, { key: 'C-204' })],
    280_000,
  ),
  'FIN-07': example(
    'A investit 90 000 € à côté de sa subvention ; B tient la moitié d’un investissement de 60 000 €.',
    'A invests €90,000 beside its grant; B holds half of an investment of €60,000.',
    [fact('A', '2026-04-15', 90_000, { key: 'PF-4471' }), fact('B', '2026-07-01', 60_000, { key: 'PF-4502', share: 0.5 })],
    120_000,
  ),
  'FIN-08': example(
    '120 000 € privés pour 150 000 € de subventions et d’avances, puis 80 000 € pour 50 000 € : 200 000 sur 200 000.',
    '€120,000 private for €150,000 of grants and advances, then €80,000 for €50,000: 200,000 over 200,000.',
    [fact('A', '2026-06-30', 120_000, { den: 150_000 }), fact('B', '2026-06-30', 80_000, { den: 50_000 })],
    1,
  ),
  'EXP-01': example(
    'Ventes à l’étranger de l’exercice clos dans l’année ; l’exercice 2025 n’en est pas.',
    'Sales abroad of the financial year closed in the year; that of 2025 is not part of it.',
    [
      fact('A', '2025-12-31', 500_000, { key: 'A 2025' }),
      fact('A', '2026-12-31', 620_000, { key: 'A 2026' }),
      fact('B', '2026-03-31', 80_000, { key: 'B 2026' }),
    ],
    700_000,
  ),
  'EXP-02': example(
    '620 000 € sur 2,4 M€ et 80 000 € sur 0,4 M€ : 0,7 sur 2,8, soit un quart.',
    '€620,000 of €2.4m and €80,000 of €0.4m: 0.7 over 2.8, a quarter.',
    [fact('A', '2026-12-31', 620_000, { den: 2_400_000 }), fact('B', '2026-12-31', 80_000, { den: 400_000 })],
    25,
  ),
  'EXP-03': example(
    'A vend pour la première fois en Italie et au Japon, B en Italie ; une seconde facture italienne de A n’ouvre rien.',
    'A sells for the first time in Italy and Japan, B in Italy; a second Italian invoice of A opens nothing.',
    [
      fact('A', '2026-02-03', 1, { key: 'A IT' }),
      fact('A', '2026-06-11', 1, { key: 'A JP' }),
      fact('A', '2026-09-09', 1, { key: 'A IT' }),
      fact('B', '2026-10-01', 1, { key: 'B IT' }),
    ],
    3,
  ),
  'EXP-04': example(
    'Deux contrats, 140 000 € et 60 000 € ; le second, cité par deux dossiers, compte une fois.',
    'Two contracts, €140,000 and €60,000; the second, cited by two cases, counts once.',
    [
      fact('A', '2026-03-20', 1, { key: 'CE-77', amount: 140_000 }),
      fact('B', '2026-08-02', 1, { key: 'CE-91', amount: 60_000 }),
      fact('B', '2026-08-02', 1, { key: 'CE-91', amount: 60_000 }),
    ],
    2,
    { companion: 200_000 },
  ),
  'EXP-05': example(
    'Jamais, premier, occasionnel, régulier : une entreprise est à son dernier degré, A est passée de 0 à 1.',
    'Never, first, occasional, regular: a company is at its last step, A went from 0 to 1.',
    [
      fact('A', '2025-12-31', 0),
      fact('A', '2026-12-31', 1),
      fact('B', '2026-12-31', 3),
      fact('C', '2026-12-31', 3),
      fact('D', '2026-06-30', 0),
    ],
    [1, 1, 0, 2],
  ),
};
