import type { Track } from '../../../../app/features/programmes/track';
import type { Chance } from '../chance';
import { plain } from '../people-names';
import type { DemoCompany } from '../world';
import { phrase, type Slots } from './phrase';
import { suiting } from './slots';

/** What shows that a milestone is reached, by track; the n-th list serves the n-th milestone. */
const EVIDENCE: Record<Track, readonly (readonly string[])[]> = {
  strategy: [
    [
      'Lettre de mission signée par {leaderName} le jour de la visite à {city}.',
      'Lettre de mission signée ; objectifs : marge sur {product}, délais, encadrement.',
    ],
    [
      'Trois liasses fiscales et la déclaration sociale reçues, effectif de {n} personnes vérifié.',
      'Comptes transmis par l’expert-comptable, effectif contrôlé avec {contact}.',
    ],
    [
      'Rapport de diagnostic remis et présenté à {leader} ; grille notée sur huit axes.',
      'Restitution faite à {city} devant l’équipe de direction, grille de maturité jointe.',
    ],
    [
      'Note stratégique relue : quatre priorités, {product} en tête.',
      'Trois priorités classées par {leader}, la sous-traitance est écartée.',
    ],
    ['Plan d’action de onze lignes avec un nom et une date par ligne.', 'Plan validé en comité : neuf actions, un indicateur par action.'],
    [
      'Journal des actions : [sept sur onze|six sur neuf|huit sur douze] terminées, preuves dans le dossier partagé.',
      'Première vague close à {city}, rituels de pilotage en place chaque lundi.',
    ],
    [
      'Compte rendu de la revue signé : on continue, une action abandonnée.',
      'Revue tenue avec {leader} et {contact} ; calendrier de la seconde vague ajusté.',
    ],
    ['Journal des actions à jour, [85|90|92] % de réalisé.', 'Seconde vague terminée, tableau de bord repris par {contact}.'],
    [
      'Valeurs finales relevées et questionnaire de satisfaction rendu.',
      'Bilan partagé avec {leader} en une heure, questionnaire rempli sur place.',
    ],
    ['Questionnaire de suivi rempli par {leader} un an après.', 'Suivi fait par téléphone avec {leader}, chiffres transmis ensuite.'],
  ],
  financing: [
    [
      'Fiche de besoin : {amount} pour la ligne {product}, décaissement en trois fois.',
      'Besoin cadré avec {leader} : {amount}, horizon neuf mois.',
    ],
    [
      'Prévisionnel à 36 mois fourni, point bas de trésorerie au [neuvième|onzième|quatorzième] mois.',
      'Compte de résultat et trésorerie prévisionnels revus avec l’expert-comptable de {company}.',
    ],
    [
      'Déclaration PME et déclaration de minimis signées, quatre dispositifs retenus.',
      'Éligibilité vérifiée ligne par ligne ; le cumul laisse de la marge.',
    ],
    ['Plan d’affaires et index de la data room relus, aucune note sous trois.', 'Dossier complet, avis de l’expert joint.'],
    [
      'Jury blanc passé, enregistrement conservé par {company}.',
      'Deux répétitions devant des entrepreneurs ; {leader} a resserré son propos à sept minutes.',
    ],
    [
      'Accusés de réception de deux dépôts et liste de cinq mises en relation.',
      'Dossier déposé auprès de la banque publique, trois rendez-vous obtenus.',
    ],
    ['Lettre d’intention reçue, questions du comité traitées.', 'Décision favorable du financeur, sous deux conditions.'],
    ['Convention signée et pacte d’associés enregistré.', 'Notification reçue, contrat de prêt signé par {leader}.'],
    [
      'Preuve du premier versement et calendrier des obligations.',
      'Versement constaté sur le compte de {company}, obligations inscrites en actions.',
    ],
    ['Valeurs à douze mois transmises, satisfaction notée.', 'Point à un an avec {leader} : encours à jour, pas d’incident.'],
  ],
  international: [
    ['Score de maturité export de [41|46|52|58] sur 100, fiche jointe.', 'Diagnostic export mené avec {contact}, statut : premier export.'],
    [
      'Matrice pays-segments notée : deux cibles retenues, une en réserve.',
      'Choix arrêté avec {leader} : un pays proche d’abord, un pays lointain ensuite.',
    ],
    [
      'Fiche de classement de {product} signée, note sur la marque à l’étranger.',
      'Classement double usage vérifié : {product} sous le seuil, preuve jointe.',
    ],
    ['Plan de prospection et budget approuvés par {leader}.', 'Budget de prospection voté, demande d’assurance déposée.'],
    [
      'Bilan du salon {fair} : [neuf|onze|quatorze] contacts qualifiés.',
      'Liste des contacts et compte rendu de mission partagés par {contact}.',
    ],
    ['Contrat de V.I.E signé pour un an.', 'Contrat d’agent signé {inCountry}, exclusivité limitée à douze mois.'],
    ['Registre des devis : [quatre|six|sept] offres, deux fermes.', 'Une offre ferme {inCountry} pour {product}, montant masqué.'],
    ['Commande confirmée, montants masqués à la demande du client.', 'Premier bon de commande reçu {inCountry}.'],
    ['Valeurs finales relevées avec {contact}.', 'Bilan export : part export et nouveaux pays renseignés.'],
    ['Questionnaire à douze mois rempli par {leader}.', 'Suivi téléphonique, deux commandes de plus {inCountry}.'],
  ],
  eu_projects: [
    [
      'Note de concept de deux pages, appel et date de relève identifiés.',
      'Idée comparée à trois appels ; un seul correspond au calendrier de {company}.',
    ],
    [
      'Fiche de décision : {company} sera [partenaire|coordinateur], capacité vérifiée.',
      'Décision prise avec {leader} : on y va, trésorerie tenable.',
    ],
    [
      'Profil publié, [six|huit|neuf] réponses dont trois sérieuses.',
      'Recherche de partenaires close, rôles couverts aux quatre cinquièmes.',
    ],
    ['Lettres d’intention reçues de tous, budget équilibré.', 'Lots de travaux répartis, principes de propriété intellectuelle écrits.'],
    ['Première version complète partagée avec les partenaires.', 'Texte relu par {contact}, parties scientifiques closes.'],
    [
      'Notes de la relecture blanche : [4|3,5|4,5] en excellence, corrections listées.',
      'Relecture faite par une experte, sept corrections demandées.',
    ],
    ['Accusé de dépôt et numéro de proposition.', 'Déposé deux jours avant la relève, numéro communiqué.'],
    ['Rapport d’évaluation reçu et résultat enregistré.', 'Résultat : [retenu|liste de réserve|refusé de deux points], rapport joint.'],
    ['Convention signée par tous les partenaires.', 'Note de décision : nouveau dépôt à la prochaine relève.'],
    ['Extrait du premier rapport périodique.', 'Lancement tenu {inCountry}, valeurs de démarrage validées.'],
  ],
  innovation: [
    [
      'Fiche d’usage et autoévaluation TRL [4|5] appuyée par les mesures de {contact}.',
      'Cas d’usage décrit avec un utilisateur, TRL de départ validé.',
    ],
    ['Rapport de recherche d’antériorités, risque faible à moyen.', 'Veille sur {product} : deux familles de brevets à surveiller.'],
    ['Étude de faisabilité remise : on continue.', 'Faisabilité technique acquise, marché étroit mais solvable.'],
    ['Accord de confidentialité et accord de collaboration signés.', 'Laboratoire engagé pour dix-huit mois, accord signé par {leader}.'],
    ['Fiche de choix du dispositif, avis de la banque publique.', 'Dispositif retenu après comparaison de trois guichets.'],
    ['Rapport d’essais du prototype {product}, TRL gagné : un.', 'Preuve de concept montrée à {city}, mesures jointes.'],
    ['Lettre du client pilote et rapport d’utilisation.', 'Essais chez un utilisateur pendant six semaines, retour favorable.'],
    ['Numéro de dépôt communiqué par le conseil en brevets.', 'Décision de garder le secret sur le procédé, note jointe.'],
    ['Première facture et page du catalogue.', 'Vente de [deux|trois] unités de {product}, factures masquées.'],
    ['Valeurs finales transmises par {contact}.', 'Suivi à un an : {product} au catalogue, équipe R&D stable.'],
  ],
};

export function evidenceText(chance: Chance, company: DemoCompany, track: Track, position: number, slots: Slots): string {
  return phrase(chance, chance.pick(suiting(EVIDENCE[track][position - 1] ?? EVIDENCE[track][0] ?? [], company)), slots);
}

/** An address nobody can visit. */
export function evidenceLink(chance: Chance, domain: string, title: string): string {
  return `https://partage.${domain}/${plain(title)}-v${chance.int(1, 3)}.pdf`;
}
