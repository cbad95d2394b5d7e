import type { PlanTemplate } from '../../../../app/features/plans/plan-template';
import { both } from '../bilingual';
import { milestone } from './milestone-row';

/** T5, 9 to 24 months. (`docs/domain.md §3.7`) */
export const INNOVATION_TEMPLATE: PlanTemplate = {
  code: 'T5',
  version: 1,
  track: 'innovation',
  title: both('Innovation', 'Innovation'),
  months: [9, 24],
  signaturePosition: 3,
  assessmentPosition: 1,
  requiredBaselines: ['INN-07', 'EMP-03', 'FIN-01'],
  milestones: [
    milestone(1, 'A', {
      title: both('Cadrage, usage et TRL de départ', 'Scoping, use case and starting TRL'),
      when: { days: 0, lasts: 10 },
      evidence: both('Fiche d’usage, auto-évaluation du TRL avec preuve', 'Use-case sheet, TRL self-score with proof'),
      exit: both('TRL validé par le référent', 'TRL validated by the track lead'),
      moves: ['INN-07 base'],
    }),
    milestone(2, 'E', {
      title: both('État de l’art, veille sur la propriété intellectuelle', 'Prior art and patent watch'),
      when: { days: 10, lasts: 20, after: [1] },
      evidence: both('Rapport de recherche', 'Search report'),
      exit: both('Risque de liberté d’exploitation évalué', 'Freedom-to-operate risk rated'),
    }),
    milestone(3, 'C+E', {
      title: both('Faisabilité technique et marché', 'Technical and market feasibility'),
      isCritical: true,
      when: { days: 20, lasts: 30, after: [1] },
      evidence: both('Rapport de faisabilité', 'Feasibility report'),
      exit: both('Décision : poursuivre, pivoter ou arrêter', 'Decision: go, pivot or stop'),
    }),
    milestone(4, 'A+C', {
      title: both('Partenaire de recherche et accord', 'Research partner and agreement'),
      when: { days: 40, lasts: 25, after: [3] },
      evidence: both('Accord de confidentialité, accord de collaboration', 'Non-disclosure agreement, collaboration agreement'),
      exit: both('Accords signés', 'Agreements signed'),
      moves: ['PRJ-05'],
    }),
    milestone(5, 'A', {
      title: both('Choix du dispositif', 'Funding route'),
      when: { days: 50, lasts: 15, after: [3] },
      evidence: both('Fiche de choix du dispositif', 'Route sheet'),
      exit: both('Dispositif choisi ; s’il est collaboratif, dossier de labellisation', 'Route chosen; if collaborative, labelling file'),
    }),
    milestone(6, 'C', {
      title: both('Prototype ou preuve de concept', 'Prototype or proof of concept'),
      isCritical: true,
      when: { days: 65, lasts: 120, after: [4] },
      evidence: both('Rapport d’essais', 'Test report'),
      exit: both('Un niveau de TRL gagné au moins', 'At least one TRL gained'),
      moves: ['INN-07', 'INN-01'],
    }),
    milestone(7, 'C', {
      title: both('Essais et validation par un client', 'Trials and customer validation'),
      when: { days: 185, lasts: 60, after: [6] },
      evidence: both('Rapport d’utilisateur, lettre d’un client', 'User report, customer letter'),
      exit: both('Au moins une validation par un client', 'At least one customer validation'),
      moves: ['INN-07'],
    }),
    milestone(8, 'C+E', {
      title: both('Protection (brevet, marque, dessin)', 'Protection (patent, trade mark, design)'),
      when: { days: 150, lasts: 40, after: [6] },
      evidence: both('Numéro de dépôt', 'Filing number'),
      exit: both('Déposé, ou secret décidé', 'Filed, or secrecy decided'),
      moves: ['INN-05', 'INN-06'],
    }),
    milestone(9, 'C', {
      title: both('Mise sur le marché', 'Market launch'),
      isCritical: true,
      when: { days: 245, lasts: 90, after: [7] },
      evidence: both('Première facture, fiche au catalogue', 'First invoice, catalogue entry'),
      exit: both('Vendu, ou abandonné avec un motif', 'Sold, or abandoned with a reason'),
      moves: ['INN-03', 'FIN-01'],
    }),
    milestone(10, 'A', {
      title: both('Bilan et suivi à 12 mois', 'Final review and 12-month follow-up'),
      when: { months: 12, after: [9] },
      evidence: both('Valeurs finales', 'Final values'),
      exit: both('Valeurs vérifiées', 'Values verified'),
      moves: ['EMP-03', 'INN-02', 'ACC-04'],
    }),
  ],
};
