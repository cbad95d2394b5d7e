import { both } from '../bilingual';
import { type MetricRow, metric } from './metric-row';

/** The cluster, its members and its partners. (`docs/domain.md §4.2`) */
export const CLUSTER_METRICS: readonly MetricRow[] = [
  metric('ADH-01', 'stock ↑ S BC', {
    label: both('Adhérents', 'Members'),
    unit: 'members',
    subject: 'cluster',
    aggregation: 'latest',
    rule: both('Nombre à date, par catégorie ; un par SIREN', 'Number at the date, by category; one per SIREN'),
    evidence: both('Registre des adhérents', 'Members’ register'),
  }),
  metric('POL-01', 'ratio ↑ A BC', {
    label: both('Part de la filière nationale', 'Share of national industry'),
    unit: 'percent',
    subject: 'cluster',
    aggregation: 'weighted_mean',
    rule: both(
      'Chiffre d’affaires photonique des membres sur celui de la filière nationale',
      'Photonic turnover of members over that of the national industry',
    ),
    evidence: both('Comptes annuels et source nationale citée', 'Annual accounts and a cited national source'),
    doubleCounting: 'D4',
    derivedFrom: { numerator: ['FIN-01'], denominator: ['POL-04'] },
  }),
  metric('POL-02', 'stock ↑ A BC', {
    label: both('Emplois dans les entreprises du pôle', 'Jobs in cluster companies'),
    unit: 'fte',
    aggregation: 'latest',
    rule: both(
      'Dernière valeur de chaque membre, puis somme ; une tête de groupe compte une fois',
      'Last value of each member, then sum; a group head counts once',
    ),
    evidence: both('Enquête et comptes annuels', 'Survey and annual accounts'),
    doubleCounting: 'D4',
  }),
  metric('POL-03', 'ratio ↑ A BC', {
    label: both('Part de ressources privées', 'Private share of cluster income'),
    unit: 'percent',
    subject: 'cluster',
    aggregation: 'weighted_mean',
    rule: both('Ressources privées sur ressources totales', 'Private income over total income'),
    evidence: both('Comptes du pôle', 'Cluster accounts'),
    parts: { numerator: both('Ressources privées', 'Private income'), denominator: both('Ressources totales', 'Total income') },
  }),
  metric('POL-04', 'flow – A –', {
    label: both('Chiffre d’affaires de la filière nationale', 'Turnover of the national industry'),
    unit: 'eur',
    subject: 'cluster',
    aggregation: 'latest',
    rule: both(
      'Dernière valeur publiée, source citée ; dénominateur de la part de la filière',
      'Last published value, source cited; denominator of the share of industry',
    ),
    evidence: both('Source nationale citée', 'Cited national source'),
  }),
  metric('INT-01', 'flow ↑ S B2', {
    label: both('Orientations inter-pôles', 'Inter-cluster referrals'),
    unit: 'referrals',
    subject: 'cluster',
    aggregation: 'sum',
    rule: both('Orientations acceptées', 'Referrals accepted'),
    evidence: both('Fiche d’orientation', 'Referral file'),
    doubleCounting: 'D6',
  }),
  metric('INT-02', 'ratio ↑ S –', {
    label: both('Suite donnée', 'Follow-up rate'),
    unit: 'percent',
    subject: 'cluster',
    aggregation: 'weighted_mean',
    rule: both(
      'Orientations avec une suite sur orientations acceptées depuis plus de trois mois',
      'Referrals with an outcome over referrals accepted more than three months ago',
    ),
    evidence: both('Formulaire de retour', 'Feedback form'),
    parts: {
      numerator: both('Orientations avec une suite', 'Referrals with an outcome'),
      denominator: both('Orientations acceptées depuis plus de trois mois', 'Referrals accepted more than three months ago'),
    },
  }),
];
