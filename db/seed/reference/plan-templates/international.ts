import type { PlanTemplate } from '../../../../app/features/plans/plan-template';
import { both } from '../bilingual';
import { milestone } from './milestone-row';

/** T3, 9 to 18 months. (`docs/domain.md §3.5`) */
export const INTERNATIONAL_TEMPLATE: PlanTemplate = {
  code: 'T3',
  version: 1,
  track: 'international',
  title: both('International', 'International'),
  months: [9, 18],
  signaturePosition: 4,
  assessmentPosition: 2,
  requiredBaselines: ['EXP-01', 'FIN-01', 'EXP-05'],
  milestones: [
    milestone(1, 'A', {
      title: both('Diagnostic export', 'Export assessment'),
      when: { days: 0, lasts: 10 },
      evidence: both('Score de maturité de 0 à 100', 'Maturity score from 0 to 100'),
      exit: both('Statut export établi : jamais, premier ou régulier', 'Export status set: never, first or regular'),
      moves: ['EXP-05', 'EXP-01 base'],
    }),
    milestone(2, 'C+A', {
      title: both('Priorisation des pays et segments', 'Country and segment choice'),
      when: { days: 10, lasts: 15, after: [1] },
      evidence: both('Matrice notée', 'Scored matrix'),
      exit: both('Trois cibles au plus', 'At most three targets'),
    }),
    milestone(3, 'C+E', {
      title: both('Conformité et contrôle des exportations', 'Compliance, dual-use control and IP abroad'),
      isCritical: true,
      when: { days: 20, lasts: 25, after: [2] },
      evidence: both('Fiche de classement, note sur la propriété intellectuelle', 'Classification sheet, intellectual property note'),
      exit: both('Le contrôle export n’est plus « à vérifier »', 'Export control is no longer “to be checked”'),
    }),
    milestone(4, 'C', {
      title: both('Plan de prospection et budget', 'Prospecting plan and budget'),
      isCritical: true,
      when: { days: 40, lasts: 20, after: [2] },
      evidence: both('Plan, budget, demande d’assurance le cas échéant', 'Plan, budget, insurance request if any'),
      exit: both('Budget approuvé', 'Budget approved'),
    }),
    milestone(5, 'C', {
      title: both('Mission ou salon', 'Trade mission or fair'),
      when: { days: 60, lasts: 40, after: [4] },
      evidence: both('Badge, liste de contacts, retour d’expérience', 'Badge, contact list, debrief'),
      exit: both('Au moins cinq contacts qualifiés consignés', 'At least five qualified contacts logged'),
    }),
    milestone(6, 'C', {
      title: both('Ressource export (V.I.E, agent, distributeur)', 'Export resource (V.I.E, agent, distributor)'),
      when: { days: 80, lasts: 60, after: [4] },
      evidence: both('Contrat', 'Contract'),
      exit: both('Ressource en place ou écartée', 'Resource in place or ruled out'),
      moves: ['EMP-01'],
    }),
    milestone(7, 'C', {
      title: both('Offres et négociation', 'Offers and negotiation'),
      when: { days: 100, lasts: 60, after: [5] },
      evidence: both('Registre des devis', 'Quotes register'),
      exit: both('Au moins une offre ferme', 'At least one firm offer'),
    }),
    milestone(8, 'C', {
      title: both('Premier contrat ou implantation', 'First contract or foreign office'),
      isCritical: true,
      when: { days: 160, lasts: 40, after: [7, 3] },
      evidence: both('Commande ou contrat, montants masqués', 'Order or contract, amounts redacted'),
      exit: both('Commande confirmée ou abandon motivé', 'Order confirmed or abandonment reasoned'),
      moves: ['EXP-03', 'EXP-04'],
    }),
    milestone(9, 'A', {
      title: both('Bilan', 'Final review'),
      when: { days: 200, lasts: 10, after: [8] },
      evidence: both('Valeurs finales', 'Final values'),
      exit: both('Valeurs vérifiées', 'Values verified'),
      moves: ['EXP-01', 'EXP-02', 'ACC-04'],
    }),
    milestone(10, 'A', {
      title: both('Suivi à 12 et 24 mois', '12- and 24-month follow-up'),
      when: { months: 12, againMonths: 24, after: [9] },
      evidence: both('Questionnaire de suivi', 'Follow-up questionnaire'),
      exit: both('Réponse reçue ou trois relances faites', 'Answered or three reminders sent'),
      moves: ['EXP-02', 'EMP-01'],
    }),
  ],
};
