import type { PlanTemplate } from '../../../../app/features/plans/plan-template';
import { both } from '../bilingual';
import { milestone } from './milestone-row';

/** T1, 12 to 18 months. (`docs/domain.md §3.2`) */
export const STRATEGY_TEMPLATE: PlanTemplate = {
  code: 'T1',
  version: 1,
  track: 'strategy',
  title: both('Performance et stratégie', 'Performance and strategy'),
  months: [12, 18],
  signaturePosition: 5,
  assessmentPosition: 3,
  requiredBaselines: ['EMP-01', 'FIN-01'],
  milestones: [
    milestone(1, 'A', {
      title: both('Cadrage et lettre de mission', 'Scoping and engagement letter'),
      when: { days: 0, lasts: 5 },
      evidence: both('Lettre de mission signée', 'Signed engagement letter'),
      exit: both('Objectifs et interlocuteur désignés, consentement enregistré', 'Objectives and sponsor named, consent recorded'),
      moves: ['ACC-01'],
    }),
    milestone(2, 'C', {
      title: both('Valeurs de référence', 'Baseline values'),
      isCritical: true,
      when: { days: 0, lasts: 15, after: [1] },
      evidence: both('Deux ou trois liasses fiscales, justificatif d’effectif', 'Two or three tax return bundles, proof of headcount'),
      exit: both('Toutes les valeurs de référence obligatoires sont vérifiées', 'All mandatory baselines are verified'),
      moves: ['ACC-06 base'],
    }),
    milestone(3, 'A+E', {
      title: both('Diagnostic 360°', '360° assessment'),
      isCritical: true,
      when: { days: 10, lasts: 20, after: [2] },
      evidence: both('Rapport et grille de maturité notée de 1 à 5 sur huit axes', 'Report and maturity grid scored 1 to 5 on eight axes'),
      exit: both('Restitution tenue avec le dirigeant', 'Findings presented to the company leader'),
      moves: ['ACC-05'],
    }),
    milestone(4, 'C+E', {
      title: both('Choix stratégiques', 'Strategic choices'),
      when: { days: 30, lasts: 15, after: [3] },
      evidence: both('Note stratégique, trois à cinq priorités classées', 'Strategy note, three to five ranked priorities'),
      exit: both('Le dirigeant signe la note', 'The company leader signs the note'),
    }),
    milestone(5, 'C', {
      title: both('Plan d’action signé', 'Signed action plan'),
      isCritical: true,
      when: { days: 45, lasts: 10, after: [4] },
      evidence: both('Plan avec responsable, date et indicateur par action', 'Plan with owner, date and indicator for each action'),
      exit: both('Le responsable de programme ou le référent approuve', 'The programme manager or the track lead approves'),
    }),
    milestone(6, 'C', {
      title: both(
        'Déploiement, vague 1 (pilotage, coûts, RH-GPEC, SI, qualité)',
        'Roll-out, wave 1 (steering, costs, HR and skills, IT, quality)',
      ),
      when: { days: 55, lasts: 90, after: [5] },
      evidence: both('Journal des actions, preuves', 'Action log, proofs'),
      exit: both('Au moins 60 % des actions de la vague 1 réalisées', 'At least 60% of wave 1 actions done'),
      moves: ['ACC-06'],
    }),
    milestone(7, 'A', {
      title: both('Revue à mi-parcours', 'Mid-term review'),
      isCritical: true,
      when: { days: 140, lasts: 5, after: [6] },
      evidence: both('Compte rendu signé', 'Signed report'),
      exit: both('Décision prise : poursuivre, ajuster ou arrêter', 'Decision made: continue, adjust or stop'),
      moves: ['ACC-05'],
    }),
    milestone(8, 'C', {
      title: both('Déploiement, vague 2', 'Roll-out, wave 2'),
      when: { days: 145, lasts: 90, after: [7] },
      evidence: both('Journal des actions', 'Action log'),
      exit: both('Au moins 80 % de toutes les actions réalisées', 'At least 80% of all actions done'),
      moves: ['ACC-06', 'FIN-03'],
    }),
    milestone(9, 'A', {
      title: both('Bilan', 'Final review'),
      isCritical: true,
      when: { days: 235, lasts: 10, after: [8] },
      evidence: both('Valeurs finales, questionnaire de satisfaction', 'Final values, satisfaction form'),
      exit: both('Valeurs finales vérifiées', 'Final values verified'),
      moves: ['EMP-02', 'FIN-01', 'ACC-04'],
    }),
    milestone(10, 'A', {
      title: both('Suivi à 12 mois', '12-month follow-up'),
      when: { months: 12, after: [9] },
      evidence: both('Questionnaire de suivi', 'Follow-up questionnaire'),
      exit: both('Réponse reçue ou trois relances faites', 'Answered or three reminders sent'),
      moves: ['EMP-01', 'FIN-02'],
    }),
  ],
};
