import type { Track } from '../../../../app/features/programmes/track';

/** Small actions of the advisor. */
export const ADVISOR_TASKS: Record<Track, readonly string[]> = {
  strategy: [
    'Envoyer la trame de tableau de bord à {contact}',
    'Trouver un expert des achats pour {company}',
    'Préparer la revue avec {leader}',
    'Relire la fiche de poste du responsable de production',
    'Comparer les trois devis de logiciel',
  ],
  financing: [
    'Vérifier la place de minimis de {company}',
    'Présenter {company} à deux financeurs',
    'Relire le prévisionnel avant la banque',
    'Préparer l’oral avec {leader}',
    'Demander les statuts à jour à {contact}',
  ],
  international: [
    'Demander un avis sur le classement de {product}',
    'Envoyer la grille de classement vierge à {contact}',
    'Chercher deux distributeurs {inCountry}',
    'Répondre à {leader} sur l’assurance prospection',
    'Relire le plan de prospection',
  ],
  eu_projects: [
    'Publier le profil partenaire de {company}',
    'Trouver une relectrice pour la proposition',
    'Vérifier l’éligibilité auprès du point de contact',
    'Relancer le laboratoire {inCountry}',
    'Relire l’accord de consortium',
  ],
  innovation: [
    'Organiser l’essai de {product} chez un utilisateur',
    'Demander la recherche d’antériorités',
    'Relire l’accord de collaboration',
    'Comparer les dispositifs ouverts pour {product}',
    'Préparer la fiche TRL avec {contact}',
  ],
};

/** Small actions of the company. */
export const COMPANY_TASKS: readonly string[] = [
  'Envoyer la dernière liasse fiscale',
  'Transmettre l’organigramme à jour',
  'Fournir la preuve d’effectif de fin d’année',
  'Choisir une date de visite à {city}',
  'Compléter la fiche produit de {product}',
  'Désigner la personne qui suivra le plan',
  'Relire le compte rendu du dernier point',
  'Donner trois références parmi {clients}',
];

export const TASK_BLOCKS: readonly string[] = [
  'En attente du cabinet comptable de {company}.',
  '{contact} est en congé jusqu’au mois prochain.',
  'Le fournisseur n’a pas répondu à {contact}.',
];
