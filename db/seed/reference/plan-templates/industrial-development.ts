import type { StructuringTemplate } from '../../../../app/features/plans/plan-template';
import { both } from '../bilingual';
import { milestone } from './milestone-row';

/** S2, 24 to 48 months, TRL 7 to 9, from the pilot line to series. (`docs/domain.md §3.8`) */
export const INDUSTRIAL_DEVELOPMENT_TEMPLATE: StructuringTemplate = {
  code: 'S2',
  version: 1,
  projectType: 'industrial_development',
  title: both('Projet de développement industriel', 'Industrial development project'),
  months: [24, 48],
  signaturePosition: 3,
  assessmentPosition: 1,
  requiredBaselines: [],
  milestones: [
    milestone(1, 'C', {
      title: both('Thèse industrielle et marché', 'Industrial case'),
      isCritical: true,
      when: { days: 0, lasts: 40 },
      evidence: both('Volumes, coût visé, lettres de demande', 'Volumes, cost target, letters of demand'),
      exit: both('Marge brute au-dessus du seuil fixé par le porteur', 'Gross margin above the threshold set by the lead'),
    }),
    milestone(2, 'C+E', {
      title: both('Choix de site et de procédé', 'Choice of site and process'),
      when: { days: 30, lasts: 50, after: [1] },
      evidence: both('Comparaison, examen environnemental (ICPE)', 'Comparison, environmental screening (ICPE)'),
      exit: both('Site décidé dans le territoire', 'Site decided in the territory'),
    }),
    milestone(3, 'A+C', {
      title: both('Plan d’investissement et aides', 'Investment plan and aid'),
      when: { days: 60, lasts: 60, after: [2] },
      evidence: both('Tableau d’investissements, contrôle de l’intensité d’aide', 'Capex table, aid intensity check'),
      exit: both('Voie convenue avec la Région et Bpifrance', 'Route agreed with the Region and Bpifrance'),
    }),
    milestone(4, 'A', {
      title: both('Labellisation', 'Labelling'),
      isCritical: true,
      when: { days: 90, lasts: 45, after: [3] },
      evidence: both('Lettre de labellisation', 'Label letter'),
      exit: both('Label obtenu', 'Label given'),
      moves: ['PRJ-01'],
    }),
    milestone(5, 'F', {
      title: both('Décision de financement', 'Funding decision'),
      isCritical: true,
      when: { days: 135, lasts: 120, after: [4] },
      evidence: both('Notifications des financeurs', 'Notifications of the funders'),
      exit: both('Conventions signées', 'Agreements signed'),
      moves: ['FIN-05', 'FIN-06', 'FIN-07'],
    }),
    milestone(6, 'C', {
      title: both('Ligne pilote et qualification', 'Pilot line and qualification'),
      when: { days: 260, lasts: 200, after: [5] },
      evidence: both('Rapport de capabilité du procédé', 'Process capability report'),
      exit: both('Rendement visé tenu sur trois lots', 'Target yield held over three lots'),
      moves: ['INN-07'],
    }),
    milestone(7, 'C', {
      title: both('Recrutements et compétences', 'Hiring and skills'),
      when: { days: 260, lasts: 180, after: [5] },
      evidence: both('Plan d’embauche, nombre de contrats', 'Hiring plan, contracts count'),
      exit: both('Au moins 80 % des embauches prévues', 'At least 80% of the planned hires'),
      moves: ['EMP-02'],
    }),
    milestone(8, 'C', {
      title: both('Montée en cadence', 'Ramp-up'),
      isCritical: true,
      when: { days: 460, lasts: 250, after: [6] },
      evidence: both('Production mensuelle', 'Monthly output'),
      exit: both('Trois mois à 70 % au moins du nominal', 'Three months at 70% of nominal or more'),
      moves: ['INN-03', 'FIN-01'],
    }),
    milestone(9, 'A', {
      title: both('Bilan industriel à 12 mois', 'Industrial review at 12 months'),
      when: { months: 12, after: [8] },
      evidence: both('Valeurs', 'Values'),
      exit: both('Valeurs vérifiées', 'Values verified'),
      moves: ['EMP-01', 'FIN-03'],
    }),
  ],
};
