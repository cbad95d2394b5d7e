import type { StructuringTemplate } from '../../../../app/features/plans/plan-template';
import { both } from '../bilingual';
import { milestone } from './milestone-row';

/** S1, 18 to 36 months, TRL 6 to 8. (`docs/domain.md §3.8`) */
export const DEMONSTRATOR_TEMPLATE: StructuringTemplate = {
  code: 'S1',
  version: 1,
  projectType: 'demonstrator',
  title: both('Démonstrateur pré-commercial', 'Pre-commercial demonstrator'),
  months: [18, 36],
  signaturePosition: 2,
  assessmentPosition: 1,
  requiredBaselines: [],
  milestones: [
    milestone(1, 'C', {
      title: both('Expression de besoin d’un utilisateur', 'A user’s statement of need'),
      isCritical: true,
      when: { days: 0, lasts: 30 },
      evidence: both('Lettre d’un utilisateur prêt à accueillir le démonstrateur', 'Letter of a user ready to host'),
      exit: both('Site et usage nommés', 'Site and use named'),
      moves: ['PRJ-07'],
    }),
    milestone(2, 'C', {
      title: both('Consortium et propriété des résultats', 'Consortium and ownership of results'),
      when: { days: 20, lasts: 40, after: [1] },
      evidence: both('Projet d’accord de consortium', 'Consortium agreement draft'),
      exit: both('Propriété intellectuelle et conditions de sortie convenues', 'Intellectual property and exit terms agreed'),
    }),
    milestone(3, 'A', {
      title: both('Labellisation', 'Labelling'),
      isCritical: true,
      when: { days: 60, lasts: 45, after: [2] },
      evidence: both('Lettre de labellisation', 'Label letter'),
      exit: both('Label sans réserve ouverte', 'Label without open reservation'),
      moves: ['PRJ-01'],
    }),
    milestone(4, 'C+F', {
      title: both('Plan de financement bouclé', 'Funding plan closed'),
      when: { days: 80, lasts: 120, after: [3] },
      evidence: both('Notifications des financeurs', 'Notifications of the funders'),
      exit: both('100 % du budget couvert', '100% of the budget covered'),
      moves: ['PRJ-02', 'FIN-07'],
    }),
    milestone(5, 'C+E', {
      title: both(
        'Conception et autorisations (laser, CEM, marquage CE, drones, données)',
        'Design and permits (laser, EMC, CE marking, drones, data)',
      ),
      when: { days: 200, lasts: 90, after: [4] },
      evidence: both('Dossier de conformité', 'Compliance file'),
      exit: both('Aucune autorisation bloquante', 'No blocking authorisation'),
    }),
    milestone(6, 'C', {
      title: both('Construction et recette', 'Building and acceptance'),
      isCritical: true,
      when: { days: 260, lasts: 160, after: [5] },
      evidence: both('Procès-verbal de recette', 'Acceptance report'),
      exit: both('Essais de recette réussis', 'Acceptance tests passed'),
      moves: ['INN-07'],
    }),
    milestone(7, 'C', {
      title: both('Exploitation de démonstration', 'Demonstration in operation'),
      when: { days: 420, lasts: 120, after: [6] },
      evidence: both('Trois mois au moins de données d’usage, registre des visites', 'At least three months of use data, visits register'),
      exit: both('Performances comparées au cahier des charges', 'Performance against the specification'),
    }),
    milestone(8, 'C', {
      title: both('Décision commerciale', 'Commercial decision'),
      isCritical: true,
      when: { days: 540, lasts: 20, after: [7] },
      evidence: both('Modèle économique, prix, premières commandes', 'Business case, pricing, first orders'),
      exit: both('Lancer, reprendre ou arrêter : décidé', 'Launch, iterate or stop: decided'),
      moves: ['INN-03', 'FIN-01'],
    }),
  ],
};
