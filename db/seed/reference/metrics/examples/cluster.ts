import type { MetricExample } from '../../../../../app/features/outcomes/metric-example';
import { example, fact } from './example-row';

/** The cluster, its members and its partners. */
export const CLUSTER_EXAMPLES: Record<string, MetricExample> = {
  'ADH-01': example(
    '132 petites et moyennes entreprises et 41 laboratoires au registre : le compte de juin est remplacé par celui de décembre.',
    '132 small and medium companies and 41 laboratories on the register: the count of June is replaced by that of December.',
    [fact('PME', '2026-06-30', 128), fact('PME', '2026-12-31', 132), fact('Labo', '2026-12-31', 41)],
    173,
  ),
  'POL-01': example(
    '1,3 Md€ de chiffre d’affaires photonique des membres sur 10 Md€ pour la filière nationale.',
    '€1.3bn of photonic turnover of members over €10bn for the national industry.',
    [fact('Pôle', '2026-12-31', 1_300_000_000, { den: 10_000_000_000 })],
    13,
  ),
  'POL-02': example(
    'A et B sont membres ; C a quitté le pôle et ne compte plus ; l’effectif de la filiale A2 est déjà dans celui de A.',
    'A and B are members; C has left the cluster and no longer counts; the headcount of the subsidiary A2 is already in that of A.',
    [
      fact('A', '2026-12-31', 120),
      fact('B', '2025-12-31', 45.5),
      fact('A2', '2026-12-31', 20, { isOutside: true }),
      fact('C', '2026-12-31', 30, { isOutside: true }),
    ],
    165.5,
  ),
  'POL-03': example(
    '0,86 M€ de ressources privées sur 2 M€ de ressources.',
    '€0.86m of private income over €2m of income.',
    [fact('Pôle', '2026-12-31', 860_000, { den: 2_000_000 })],
    43,
  ),
  'POL-04': example(
    'La source de 2024 chiffre la filière à 9,6 Md€ ; celle de 2025, à 10 Md€, la remplace.',
    'The source of 2024 puts the industry at €9.6bn; that of 2025, at €10bn, replaces it.',
    [fact('Filière', '2024-12-31', 9_600_000_000), fact('Filière', '2025-12-31', 10_000_000_000)],
    10_000_000_000,
  ),
  'INT-01': example(
    'Trois orientations acceptées ; l’une est partagée à parts égales avec un autre pôle.',
    'Three referrals accepted; one is shared equally with another cluster.',
    [
      fact('O1', '2026-02-20', 1, { key: 'O-1' }),
      fact('O2', '2026-05-11', 1, { key: 'O-2' }),
      fact('O3', '2026-10-07', 1, { key: 'O-3', share: 0.5 }),
    ],
    2.5,
  ),
  'INT-02': example(
    'Neuf suites connues pour quinze orientations acceptées depuis plus de trois mois.',
    'Nine known outcomes for fifteen referrals accepted more than three months ago.',
    [fact('S1', '2026-06-30', 5, { den: 8 }), fact('S2', '2026-12-31', 4, { den: 7 })],
    60,
  ),
};
