import type { StructuringTemplate } from '../../../../app/features/plans/plan-template';
import { both } from '../bilingual';
import { milestone } from './milestone-row';

/** S3, 9 to 18 months. (`docs/domain.md §3.8`) */
export const TERRITORIAL_EXPERIMENT_TEMPLATE: StructuringTemplate = {
  code: 'S3',
  version: 1,
  projectType: 'territorial_experiment',
  title: both('Projet territorial d’expérimentation', 'Territorial experiment'),
  months: [9, 18],
  signaturePosition: 3,
  assessmentPosition: 1,
  requiredBaselines: [],
  milestones: [
    milestone(1, 'A', {
      title: both('Besoin du territoire', 'Territory need'),
      isCritical: true,
      when: { days: 0, lasts: 30 },
      evidence: both('Note établie avec la collectivité, élu référent nommé', 'Note with the local authority, named elected sponsor'),
      exit: both('Problème, site, usagers et critères de réussite écrits', 'Problem, site, users and success criteria written'),
      moves: ['PRJ-07'],
    }),
    milestone(2, 'A', {
      title: both('Sélection des solutions', 'Selection of solutions'),
      when: { days: 30, lasts: 30, after: [1] },
      evidence: both('Appel ouvert ou liste restreinte, notation', 'Open call or shortlist, scoring'),
      exit: both('Choix consigné, sans conflit d’intérêts', 'Selection minuted, no conflict of interest'),
    }),
    milestone(3, 'C+F', {
      title: both('Convention d’expérimentation', 'Experiment agreement'),
      isCritical: true,
      when: { days: 60, lasts: 40, after: [2] },
      evidence: both(
        'Convention signée (site, durée, responsabilité, données, propriété intellectuelle)',
        'Signed agreement (site, duration, liability, data, intellectual property)',
      ),
      exit: both('Signée par tous', 'Signed by all'),
    }),
    milestone(4, 'C+E', {
      title: both('Données, éthique, RGPD (vidéo, santé, lieux publics)', 'Data, ethics, GDPR (video, health, public places)'),
      isCritical: true,
      when: { days: 60, lasts: 30, after: [2] },
      evidence: both('Examen d’AIPD, signalétique sur site', 'DPIA screening, signage'),
      exit: both('Avis du délégué à la protection des données consigné', 'Data protection officer’s opinion recorded'),
    }),
    milestone(5, 'A', {
      title: both('Labellisation (si de l’argent public est demandé)', 'Labelling (if public money is sought)'),
      when: { days: 80, lasts: 30, after: [2] },
      evidence: both('Lettre de labellisation', 'Label letter'),
      exit: both('Label, ou sans objet', 'Label, or not applicable'),
      moves: ['PRJ-01'],
    }),
    milestone(6, 'C', {
      title: both('Déploiement et recette sur site', 'Deployment and site acceptance'),
      when: { days: 110, lasts: 40, after: [3, 4] },
      evidence: both('Procès-verbal de site', 'Site report'),
      exit: both('Système en service', 'System live'),
      moves: ['INN-07'],
    }),
    milestone(7, 'C', {
      title: both('Période d’usage', 'Use period'),
      when: { days: 150, lasts: 90, after: [6] },
      evidence: both(
        'Données d’usage, enquête auprès de 30 usagers au moins, ou de tous',
        'Use data, survey of at least 30 users, or all of them',
      ),
      exit: both('Durée minimale atteinte', 'Minimum duration met'),
    }),
    milestone(8, 'A', {
      title: both('Évaluation et suites', 'Evaluation and what follows'),
      isCritical: true,
      when: { days: 240, lasts: 30, after: [7] },
      evidence: both('Évaluation au regard des critères de réussite', 'Evaluation against the success criteria'),
      exit: both(
        'Décision : généraliser, prolonger ou arrêter ; voie d’achat nommée',
        'Decision: generalise, extend or stop; procurement route named',
      ),
      moves: ['INN-03'],
    }),
  ],
};
