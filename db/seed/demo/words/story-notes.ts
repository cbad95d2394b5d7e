import type { CaseStory } from '../block-plan';

/** What the notes of a story's cases say beyond their track. (`docs/domain.md §10.4`) */
export const STORY_NOTES: Record<CaseStory, readonly string[]> = {
  dual_use: [
    'Contrôle export : {product} pourrait relever des biens à double usage, {contact} doit compléter la fiche avant toute offre ferme.',
    'Le V.I.E est en poste {inCountry} depuis le {past}, mais {leader} ne peut rien livrer sans le classement de {product}.',
    'Le service des biens à double usage demande la courbe de sensibilité de {product}, {contact} la fait mesurer.',
    '{leader} a promis au client {inCountry} une réponse après le classement, pas avant.',
  ],
  proposal_refused: [
    'Rapport d’évaluation reçu le {past} : excellence très bonne, mise en œuvre sous le seuil de [deux|trois] points.',
    '{leader} veut redéposer ; {contact} dresse la liste des remarques auxquelles répondre.',
    'Les évaluateurs reprochent à la proposition de {company} un plan de diffusion trop vague.',
  ],
  proposal_again: [
    'La proposition refusée l’an dernier est reprise chapitre par chapitre, {contact} répond à chaque remarque.',
    '{leader} coordonne toujours ; un partenaire {inCountry} remplace celui qui s’est retiré.',
    'Nouvelle relecture blanche avant le {date} : {contact} vise un point de plus en mise en œuvre.',
  ],
  fundraising: [
    'Place de minimis presque épuisée pour {company} : tout nouveau dépôt à vérifier avec {contact} d’abord.',
    '{leader} renonce à l’aide à l’embauche pour garder la place restante à l’aide principale.',
    'Tour de table : [deux|trois] fonds ont demandé la data room depuis le {past}.',
    '{contact} refait le calcul des aides reçues sur trois ans, à quelques milliers d’euros du plafond.',
  ],
  bought: [
    '{leader} confirme l’entrée d’un groupe au capital de {company} ; le statut de PME devra être revu.',
    'Le nouvel actionnaire laisse {contact} piloter {product}, au moins jusqu’au {date}.',
    'Le conseil de {company} soutient que le statut de PME tient deux exercices encore, le financeur en doute.',
  ],
  in_difficulty: [
    '{leader} attend le jugement du tribunal, l’activité continue chez {company}.',
    'Mandataire rencontré le {past} avec {leader} : pas de dépense nouvelle sans son accord.',
    '{contact} négocie l’étalement des dettes sociales de {company}, réponse vers le {date}.',
  ],
};
