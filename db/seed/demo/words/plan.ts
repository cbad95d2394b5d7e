/** What stops a milestone. */
export const BLOCKS: readonly string[] = [
  'On attend de {awaited} [la fiche de classement|les trois derniers bilans|le devis du sous-traitant|le compte rendu des essais].',
  'Le laboratoire partenaire n’a pas rendu ses mesures ; {awaited} le relance [chaque semaine|de nouveau].',
  'Question juridique ouverte sur {product} : {awaited} attend l’avis du conseil.',
  'Le client pilote a repoussé sa visite, et {awaited} cherche une autre date.',
  'Signature suspendue : {awaited} doit d’abord obtenir l’accord des associés.',
  'Pièce manquante : {awaited} a promis l’attestation [de la banque|de l’assureur|du commissaire aux comptes].',
];
/** Why the lead set one aside. */
export const SET_ASIDES: readonly string[] = [
  'Sans objet pour {company} : le besoin a disparu en cours de route.',
  'Remplacé par un échange direct avec {clients}, plus utile à ce stade.',
  'L’équipe de {company} avait déjà fait ce travail avant le programme.',
];
/** Why the manager asks for no evidence. */
export const WAIVERS: readonly string[] = [
  'Justificatif dispensé : document confidentiel consulté sur place à {city}.',
  'Dispense accordée, la pièce est détenue par le financeur et ne peut être copiée.',
];

/** What stops the first exporter: the sheet of one product. */
export const DUAL_USE_BLOCK =
  'Classement double usage de {product} en attente : {awaited} doit fournir la courbe de sensibilité du détecteur au service compétent.';
