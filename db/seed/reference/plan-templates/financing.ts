import type { PlanTemplate } from '../../../../app/features/plans/plan-template';
import { both } from '../bilingual';
import { milestone } from './milestone-row';

/** T2, 6 to 12 months. (`docs/domain.md §3.3`) */
export const FINANCING_TEMPLATE: PlanTemplate = {
  code: 'T2',
  version: 1,
  track: 'financing',
  title: both('Financement', 'Financing'),
  months: [6, 12],
  signaturePosition: 3,
  assessmentPosition: 3,
  requiredBaselines: ['FIN-01', 'EMP-01'],
  milestones: [
    milestone(1, 'A', {
      title: both('Cadrage du besoin', 'Need scoping'),
      when: { days: 0, lasts: 5 },
      evidence: both('Fiche de besoin : montant, usage, date', 'Need sheet: amount, use, date'),
      exit: both('Fourchette de montant et horizon convenus', 'Amount range and horizon agreed'),
      moves: ['ACC-01'],
    }),
    milestone(2, 'C', {
      title: both('Plan de financement à 36 mois', '36-month financing plan'),
      isCritical: true,
      when: { days: 5, lasts: 20, after: [1] },
      evidence: both('Prévisionnel : compte de résultat et trésorerie', 'Forecast: profit and loss, cash'),
      exit: both('Date de fin de trésorerie connue', 'Cash-out date known'),
      moves: ['FIN-01 base'],
    }),
    milestone(3, 'A', {
      title: both('Éligibilité et cumul des aides', 'Eligibility and cumulation of aid'),
      isCritical: true,
      when: { days: 15, lasts: 10, after: [1] },
      evidence: both(
        'Déclaration PME, déclaration de minimis, contrôle « entreprise en difficulté »',
        'SME declaration, de minimis declaration, undertaking-in-difficulty check',
      ),
      exit: both('Cinq dispositifs au plus retenus', 'Shortlist of at most five instruments'),
    }),
    milestone(4, 'C+E', {
      title: both('Dossier de candidature', 'Application pack'),
      when: { days: 25, lasts: 30, after: [2, 3] },
      evidence: both('Plan d’affaires, index de la salle de données', 'Business plan, data room index'),
      exit: both('Avis d’expert d’au moins 3/5 sur chaque point', 'Expert review of at least 3/5 on each item'),
    }),
    milestone(5, 'E', {
      title: both('Préparation orale', 'Pitch coaching'),
      when: { days: 45, lasts: 10, after: [4] },
      evidence: both('Enregistrement ou compte rendu', 'Recording or report'),
      exit: both('Jury blanc réussi', 'Mock panel passed'),
    }),
    milestone(6, 'C+A', {
      title: both('Dépôts et mises en relation', 'Filing and introductions'),
      isCritical: true,
      when: { days: 55, lasts: 20, after: [4] },
      evidence: both('Accusés de dépôt, liste des mises en relation', 'Filing receipts, list of introductions'),
      exit: both('Au moins un dossier déposé', 'At least one file submitted'),
      moves: ['FIN-05 requested'],
    }),
    milestone(7, 'F', {
      title: both('Instruction par le financeur ou l’investisseur', 'Review by the funder or investor'),
      when: { days: 75, lasts: 60, after: [6] },
      evidence: both('Lettre d’intention ou questions reçues', 'Term sheet or questions received'),
      exit: both('Décision reçue', 'Decision received'),
    }),
    milestone(8, 'C', {
      title: both('Décision et signature', 'Decision and signature'),
      isCritical: true,
      when: { days: 135, lasts: 20, after: [7] },
      evidence: both('Notification, convention, pacte d’actionnaires', 'Award notice, agreement, shareholders’ agreement'),
      exit: both('Signé, ou refusé avec un motif', 'Signed, or refused with a reason'),
      moves: ['FIN-04', 'FIN-05', 'FIN-06'],
    }),
    milestone(9, 'C', {
      title: both('Encaissement et obligations', 'Cash-in and duties'),
      when: { days: 155, lasts: 40, after: [8] },
      evidence: both('Preuve de versement, calendrier des obligations', 'Payment proof, calendar of duties'),
      exit: both('Obligations inscrites comme actions', 'Duties entered as tasks'),
      moves: ['FIN-07'],
    }),
    milestone(10, 'A', {
      title: both('Bilan et suivi à 12 mois', 'Final review and 12-month follow-up'),
      when: { months: 12, after: [9] },
      evidence: both('Valeurs finales, satisfaction', 'Final values, satisfaction'),
      exit: both('Valeurs vérifiées', 'Values verified'),
      moves: ['EMP-02', 'ACC-04'],
    }),
  ],
};
