import type { EarlyClosureReason, HoldReason, RefusalReason } from '../../../../app/features/cases/case-reason';

/** What a company reads when its request is refused. */
export const REFUSALS: Record<
  Extract<RefusalReason, 'out_of_territory' | 'membership_required' | 'duplicate' | 'no_capacity' | 'incomplete'>,
  readonly string[]
> = {
  out_of_territory: [
    'Votre siège et vos ateliers sont hors de la zone couverte par le programme. Le pôle de votre région peut vous recevoir ; nous lui transmettons vos coordonnées si vous l’acceptez.',
  ],
  membership_required: [
    'Cet accompagnement est réservé aux adhérents et aux entreprises à l’essai. Une adhésion d’essai de six mois permettrait de reprendre votre demande telle quelle.',
    'Votre adhésion a pris fin ; dès qu’elle est renouvelée, votre dossier peut être réexaminé sans nouvelle demande.',
  ],
  duplicate: [
    'Le besoin décrit est déjà traité dans un autre de vos dossiers ; nous y avons joint vos nouveaux éléments plutôt que d’en ouvrir un second.',
  ],
  no_capacity: [
    'Nos conseillers sont complets jusqu’au trimestre prochain. Votre demande est inscrite en liste d’attente et vous serez rappelé en priorité.',
  ],
  incomplete: [
    'Sans les comptes demandés le mois dernier, nous ne pouvons pas nous prononcer. Vous pouvez déposer une nouvelle demande dès qu’ils sont disponibles.',
  ],
};

export const REDIRECTIONS: readonly (readonly [organisation: string, text: string])[] = [
  [
    'Réseau régional de la création d’entreprise',
    'Le besoin relève de la création d’une seconde société : le réseau régional propose un parcours complet et gratuit.',
  ],
  [
    'Agence régionale de l’énergie',
    'La question porte sur la consommation du bâtiment ; l’agence régionale finance le diagnostic et suit les travaux.',
  ],
  [
    'Pôle partenaire de la santé',
    'L’essai clinique envisagé demande des compétences que nous n’avons pas ; le pôle partenaire a accepté de vous recevoir.',
  ],
];

export const HOLDS: Partial<Record<HoldReason, readonly string[]>> = {
  company_request: ['{leader} demande une pause le temps de [livrer une commande exceptionnelle|former deux recrues|déménager l’atelier].'],
  waiting_on_funder: ['La décision du financeur est attendue ; rien d’utile ne peut avancer avant sa réponse.'],
  leader_change: [
    'Changement de direction chez {company} : la personne qui reprend le dossier arrive [le mois prochain|dans six semaines].',
  ],
  cash: ['La trésorerie de {company} impose de repousser toute dépense nouvelle ; point prévu avec l’expert-comptable.'],
  seasonal_load: ['Pleine saison pour {clients} : {company} ne peut dégager personne avant plusieurs semaines.'],
};

export const EARLY_CLOSURES: Partial<Record<EarlyClosureReason, readonly string[]>> = {
  no_answer: [
    'Trois relances restées sans réponse en plus de trente jours ouvrés ; {company} peut revenir vers nous quand elle le souhaite.',
  ],
  acquired_or_moved: [
    '{company} rejoint un groupe installé hors du territoire ; le nouvel actionnaire reprend le sujet avec ses propres équipes.',
  ],
  disagreement: ['Le plan proposé ne correspondait plus à la priorité de {leader}, qui préfère porter seul la suite.'],
  withdrawn: ['{leader} a renoncé au projet après l’étude : le marché visé est plus étroit que prévu.'],
};

export const LESSONS = [
  'Avoir réuni [très tôt|dès le premier mois] l’atelier et le commerce autour des mêmes chiffres a fait gagner du temps ; à refaire.',
  'Le calendrier initial sous-estimait la charge de {company} en fin d’exercice : mieux vaut éviter de signer un plan en décembre.',
  'L’expert extérieur a été décisif sur un point précis ; un appui plus court mais plus tôt aurait suffi.',
  'La direction a tenu le rythme parce qu’une personne de l’équipe portait le plan au quotidien.',
  'Les justificatifs demandés dès le départ ont évité les relances à la clôture.',
  'Deux jalons se sont révélés inutiles pour une entreprise de cette taille ; le modèle gagnerait à être allégé.',
] as const;

export const PLAN_REFUSALS = [
  'Les échéances de [septembre|l’été|fin d’année] ne sont pas tenables pour nous ; merci de décaler le deuxième jalon.',
  'Le plan oublie la formation de l’équipe, que nous avions évoquée en réunion.',
  'Je préfère que le jalon confié à l’expert soit partagé avec notre directeur technique.',
] as const;
