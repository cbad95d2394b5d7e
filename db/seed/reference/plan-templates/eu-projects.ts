import type { PlanTemplate } from '../../../../app/features/plans/plan-template';
import { both } from '../bilingual';
import { milestone } from './milestone-row';

/** T4, 9 to 15 months, funder time included. (`docs/domain.md §3.6`) */
export const EU_PROJECTS_TEMPLATE: PlanTemplate = {
  code: 'T4',
  version: 1,
  track: 'eu_projects',
  title: both('Projets européens', 'European projects'),
  months: [9, 15],
  signaturePosition: 2,
  assessmentPosition: 1,
  requiredBaselines: ['EMP-03', 'INN-01'],
  milestones: [
    milestone(1, 'A', {
      title: both('Qualification de l’idée', 'Idea screening'),
      when: { days: 0, lasts: 10 },
      evidence: both('Note de concept de deux pages', 'Two-page concept note'),
      exit: both('Au moins un appel correspondant et sa date de relève', 'At least one matching topic and its cut-off date'),
      moves: ['ACC-01'],
    }),
    milestone(2, 'C', {
      title: both('Go / no-go et rôle', 'Go / no-go and role'),
      isCritical: true,
      when: { days: 10, lasts: 5, after: [1] },
      evidence: both('Fiche de décision : coordinateur ou partenaire', 'Decision sheet: coordinator or partner'),
      exit: both('Capacité et trésorerie vérifiées', 'Capacity and cash checked'),
    }),
    milestone(3, 'A+C', {
      title: both('Recherche de partenaires (EEN, Photonics21)', 'Partner search (EEN, Photonics21)'),
      when: { days: 15, lasts: 25, after: [2] },
      evidence: both('Profil publié, réponses reçues', 'Profile published, replies received'),
      exit: both('Au moins 80 % des rôles couverts', 'At least 80% of roles covered'),
    }),
    milestone(4, 'C', {
      title: both('Consortium et plan de travail', 'Consortium and work plan'),
      when: { days: 35, lasts: 20, after: [3] },
      evidence: both('Lettres d’intention, lots de travaux, budget', 'Letters of intent, work packages, budget'),
      exit: both(
        'Budget équilibré, principes de propriété intellectuelle convenus',
        'Budget balanced, intellectual property principles agreed',
      ),
    }),
    milestone(5, 'C+E', {
      title: both('Rédaction de la proposition', 'Proposal writing'),
      isCritical: true,
      when: { days: 45, lasts: 40, after: [4] },
      evidence: both('Première version rédigée', 'First draft'),
      exit: both('Version complète dix jours ouvrés avant la relève', 'Full draft ten working days before the cut-off'),
    }),
    milestone(6, 'E', {
      title: both('Relecture blanche', 'Mock evaluation'),
      when: { days: 78, lasts: 8, after: [5] },
      evidence: both('Note par critère, de 0 à 5', 'Score per criterion, 0 to 5'),
      exit: both('Seuil atteint sur chaque critère, ou liste de corrections', 'Threshold met on each criterion, or list of fixes'),
    }),
    milestone(7, 'C', {
      title: both('Dépôt', 'Submission'),
      isCritical: true,
      when: { cutOffDays: -2, lasts: 2, after: [6] },
      evidence: both('Accusé de dépôt, numéro de proposition', 'Submission receipt, proposal number'),
      exit: both('Déposé avant la relève, heure de Bruxelles', 'Submitted before the cut-off, Brussels time'),
      moves: ['EUR-01'],
    }),
    milestone(8, 'F', {
      title: both('Évaluation', 'Evaluation'),
      when: { lasts: 100, after: [7] },
      evidence: both('Rapport de synthèse de l’évaluation', 'Evaluation summary report'),
      exit: both('Résultat enregistré', 'Result recorded'),
      moves: ['EUR-02'],
    }),
    milestone(9, 'C', {
      title: both('Convention ou reprise', 'Grant agreement or resubmission'),
      isCritical: true,
      when: { lasts: 60, after: [8] },
      evidence: both('Convention signée ou note de décision', 'Signed grant agreement or decision note'),
      exit: both('Signer, redéposer ou arrêter : décidé', 'Sign, resubmit or stop: decided'),
      moves: ['EUR-03', 'EUR-04'],
    }),
    milestone(10, 'A', {
      title: both('Démarrage et suivi', 'Start and follow-up'),
      when: { months: 12, after: [9] },
      evidence: both('Extrait du rapport périodique', 'Periodic report extract'),
      exit: both('Valeurs vérifiées', 'Values verified'),
      moves: ['EMP-03', 'INN-01', 'ACC-04'],
    }),
  ],
};
