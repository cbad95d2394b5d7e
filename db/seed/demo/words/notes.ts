export type NotePhase = 'opening' | 'assessing' | 'planning' | 'support' | 'review' | 'follow_up';

/** How a contact began; used for some notes only. */
export const OPENERS: Record<'call' | 'visit' | 'meeting' | 'email', readonly string[]> = {
  call: [
    'Appel de {with}, [un quart d’heure|vingt minutes|bref].',
    '{with} rappelle [depuis un déplacement|entre deux rendez-vous|après deux messages|en sortant de l’atelier].',
    'Point téléphonique avec {with}, prévu de longue date.',
    '{with} au téléphone, [pressé{ew}|détendu{ew}|préoccupé{ew}] ce matin.',
    'Échange rapide avec {with} avant [le comité|la livraison de la semaine|sa réunion d’équipe].',
    'Appelé {with} pour préparer le {date}.',
    'Long échange avec {with} sur {product}.',
  ],
  visit: [
    'Visite à {city}, {workshop} puis bureau d’études.',
    'Sur place à {city} avec {with}.',
    'Deux heures chez {company}, démonstration de {product}.',
    'Passage à {city} après une autre visite, {with} s’est rendu{ew} disponible sans rendez-vous.',
    'Vu {product} en fonctionnement, {with} commentait.',
    'Demi-journée à {city} avec {with} et [deux techniciens|la personne de la qualité|l’équipe commerciale].',
  ],
  meeting: [
    'Réunion à distance avec {leader} et {contact}.',
    'Comité de suivi chez {company}, [quatre|cinq|trois] personnes autour de la table.',
    'Point d’étape avec {with}.',
    'Séance de travail avec {with}, tableau partagé à l’écran.',
    'Rendez-vous au pôle avec {with}, les chiffres de {company} sur la table.',
    'Croisé {with} à la journée technique sur [les capteurs|l’imagerie|les lasers], une demi-heure à l’écart.',
  ],
  email: [
    'Courriel de {with}.',
    'Réponse écrite de {with} à mes [trois|deux] questions.',
    'Documents envoyés par {with}, accusé de réception fait.',
    'Échange de courriels avec {with} sur [deux|trois] jours.',
    '{with} répond point par point à mon message du {past}.',
  ],
};

export const CONTENT: Record<Exclude<NotePhase, 'support'>, readonly string[]> = {
  opening: [
    '{leader} résume le besoin en une phrase : [tenir les délais|vendre mieux|ne plus tout porter|sortir du sur-mesure].',
    '{company} : {n} personnes, {turnover} de chiffre d’affaires en {year}, et [trois|quatre|six] embauches espérées d’ici deux ans.',
    'Premier échange franc ; {leader} accepte de partager les comptes dès le {date}.',
    'Le besoin est réel, mais l’ordre des priorités reste à établir avec {contact}.',
    '{leader} connaît mal les dispositifs publics et craint surtout le temps à y passer.',
    'Bon contact : {company} avait tenté la démarche sans aide il y a [deux|trois] ans.',
    'À vérifier avant décision : la part de {product} dans les {turnover} de ventes, et l’actionnariat.',
    'La cheville ouvrière sera {contact}, [une demi-journée|deux matinées|un jour] par semaine.',
    '{company} travaille pour {clients} et dépend d’un seul fournisseur de [détecteurs|lentilles|cartes|fibres].',
    'Le calendrier souhaité par {leader} me paraît court : tout pour le {date}.',
    'Activité bien dans le domaine du pôle : {trade}, vendus à {clients}.',
    '{leader} a entendu parler de nous par [un confrère de la zone|son expert-comptable|la technopole|un client].',
    'Demande claire ; je préviens {leader} que la réponse tombera avant le {date}.',
  ],
  assessing: [
    'Les comptes {year} de {company} sont propres, mais rien n’est suivi par affaire.',
    '{contact} a rempli [la moitié|les trois quarts|l’essentiel] de la grille ; le reste pour le {date}.',
    'Écart entre ce que dit {leader} et les chiffres de {product} : {pct} % de marge annoncés, [à peine la moitié|bien moins] constatés.',
    'Diagnostic mené en deux séances, restitution proposée pour le {date}.',
    'Il manque la preuve d’effectif {year}, {contact} la demande au cabinet comptable.',
    'Point fort net : la maîtrise des {trade} ; point faible : [le suivi commercial|les achats|la documentation|le service après-vente].',
    'Toute l’équipe de {city} a été associée à l’exercice, ce qui facilitera la suite.',
    'Chiffre d’affaires {year} déclaré à {turnover}, à vérifier sur la liasse.',
    'Entretien avec {contact} hors de la présence de {leader}, la parole est plus libre.',
    'Rapport d’étape transmis à {leader}, retours attendus avant le {date}.',
    '{company} sous-estime ses coûts de garantie, d’après {k2} bons de retour de {product}.',
    'Trois entretiens croisés, même constat : [les achats arrivent trop tard|personne ne chiffre les reprises|les devis partent sans relecture].',
    '{contact} sort les temps passés sur {product} : {k2} heures de réglage par unité, personne ne le savait.',
    'Effectif de {n} personnes confirmé par {contact}, dont [deux|trois|une] en alternance.',
    'Part d’export {year} : {exportShare}. {leader} pensait être plus haut.',
  ],
  planning: [
    'Plan relu ligne à ligne avec {leader}, [deux jalons raccourcis|un jalon retiré|trois échéances décalées].',
    '{contact} demande d’avancer le jalon qui porte sur {product} au {date}.',
    'Échéances posées en évitant [août|la fin d’exercice|le salon {fair}|la migration informatique].',
    'Le plan part ce soir, signature attendue vers le {date}.',
    '{leader} veut un indicateur de plus sur [les délais de livraison|les retours clients|les devis gagnés].',
    'Relance faite pour la signature : {leader} attend l’avis de [son associé|sa banque|son conseil].',
    'Répartition claire : {contact} pour les preuves, {leader} pour les décisions.',
    'Objectif retenu avec {leader} : {pct} % de mieux en un an, jugé tenable.',
    '« {step} » fait débat : {contact} le trouve trop long, {leader} y tient.',
    'Budget temps discuté : {k} jours par mois côté {company}, pas davantage.',
    '{leader} relira le plan dans le train [de Paris|de Lyon|du retour] et répond avant le {date}.',
  ],
  review: [
    'Tous les jalons critiques sont faits, {leader} se dit prêt{e} pour le bilan.',
    'Valeurs finales demandées à {contact}, réponse promise pour le {date}.',
    'Bilan en une heure : {leader} retient surtout [la méthode|le réseau|le temps gagné|les rendez-vous du lundi].',
    'Questionnaire de satisfaction envoyé à {leader}, rappel prévu le {date}.',
    'Deux actions restent ouvertes chez {company}, à décider avant de clore.',
    'Sur {product}, l’objectif du plan est dépassé de {pct} %, pièces à l’appui.',
    '{contact} tient désormais le tableau de bord sans nous, bon signe.',
    'Leçon à garder : associer {contact} plus tôt aurait évité [un mois|six semaines|deux relances].',
    'Effectif au bilan : {n} personnes selon {contact}, justificatif à suivre.',
    '{leader} note [huit|neuf|sept] sur dix et dit pourquoi : [trop de papier au début|un expert remarquable|un calendrier tenu].',
  ],
  follow_up: [
    'Point de suivi : {company} a recruté {k} personnes depuis la fin du plan, {n} en tout.',
    '{leader} donne des nouvelles : {product} se vend [en série|à l’étranger|à deux nouveaux clients|mieux que prévu].',
    'Rien à signaler selon {with}, prochain point le {date}.',
    'Chiffres {year} annoncés par {contact} après l’assemblée : {turnover}.',
    '{company} envisage une nouvelle demande sur un autre volet, {leader} rappelle avant le {date}.',
    'Le point du lundi tient toujours à {city}, {contact} l’anime.',
    '{leader} a parlé du programme à un confrère de [la zone|la filière|son club d’entreprises].',
    'Commande de {k2} unités de {product} confirmée par {with}, livraison avant le {date}.',
    '{with} regrette de ne pas avoir [formé deux personnes de plus|signé l’accord plus tôt|gardé l’expert plus longtemps].',
    'Questionnaire de suivi : {with} l’a reçu et promet de répondre pour le {date}.',
  ],
};

/** About the milestone under way, whatever the track. */
export const STEPS: readonly string[] = [
  '« {step} » : {contact} annonce la fin pour le {date}.',
  '« {step} » avance, il reste [les annexes|une signature|une pièce à retrouver|la relecture] avant le {stepDue}.',
  'Échéance du {stepDue} tenable pour « {step} » d’après {with}.',
  'Justificatif de « {step} » promis par {contact} avant le {date}.',
  '{leader} demande si « {step} » peut être clos avec [un simple compte rendu|le rapport actuel|les factures].',
  '« {step} » a pris du retard : [congés de {contact}|charge de fin d’exercice|un client qui change d’avis|deux absences dans l’équipe].',
  'Relu avec {contact} la preuve prévue pour « {step} », [acceptable|à compléter|trop vague en l’état].',
  'On garde le {stepDue} pour « {step} », {leader} s’y engage.',
  '« {step} » dépend de {contact}, seul{ec} à connaître le dossier.',
  'Fait le point sur « {step} » : [deux tiers|la moitié|les trois quarts] du travail derrière nous.',
];

/** What the team tells itself. */
export const INTERNAL: readonly string[] = [
  'À surveiller : la trésorerie de {company} tient jusqu’en [mars|mai|septembre|novembre], pas au-delà.',
  'Ne pas pousser {leader} sur le {date}, l’équipe est à bout.',
  '{contact} porte tout le dossier ; prévoir un relais en cas d’absence.',
  'Le concurrent direct de {company} est aussi adhérent : prudence dans les mises en relation sur {product}.',
  'Charge estimée à {k} jours de plus que prévu sur « {step} ».',
  'Vu {company} en réunion d’équipe : on garde le cap jusqu’au {later}.',
  'Possible second dossier de {company} sur un autre volet, à proposer au prochain rendez-vous.',
  '{leader} et {contact} ne sont pas d’accord entre eux sur {product}.',
  'Le cabinet comptable tarde ; passer par {contact} plutôt que par l’accueil de {company}.',
  'Risque de départ de {contact}, dit en confidence par {leader}.',
  'Bon dossier à citer au bilan annuel, avec l’accord de {leader}.',
  'Pièces de {contact} non conformes, je les redemande avant le {date}.',
  'Je propose de réduire « {step} », trop ambitieux pour {n} personnes.',
  '{contact} ne répond plus depuis {k2} jours, essayer par {leader}.',
  'Un groupe s’intéresserait à {company} ; attendre avant d’en parler.',
  'Vérifier la place restante de minimis avant tout dépôt de {company}.',
  'L’expert pressenti a travaillé pour un client de {company}, lien à déclarer.',
  'Le chiffre de {turnover} donné par {leader} ne colle pas avec la liasse, à reprendre avec {contact}.',
  'Passer la main si « {step} » n’a pas bougé au {later}.',
  'Demander à la direction si l’on peut citer {product} dans la lettre du pôle.',
  'Dossier {company} à présenter au comité des financeurs, {leader} est d’accord sur le principe.',
];

/** Written to somebody who doesn't answer. */
export const CHASERS: readonly string[] = [
  'Relance écrite à {with} au sujet de « {step} », sans réponse à ce jour.',
  'Deuxième message à {with} : « {step} » attend depuis le {stepDue}.',
  'Message laissé à {with} sur son répondeur, puis courriel avec la liste des pièces.',
  'Relance de {with}, copie à {leader}, pour fixer une date avant le {date}.',
  'Toujours rien de {company} ; je propose à {with} trois créneaux autour du {later}.',
  'Courriel à {with} : sans nouvelles au {later}, je viens à {city}.',
];

export const NEXT_STEPS: readonly string[] = [
  'Suite : [envoyer la trame|transmettre les modèles|rappeler {contact}] avant le {later}.',
  'Prochain point avec {with} le {later}.',
  '{contact} revient vers moi [sous huit jours|sous quinzaine|avant le {later}].',
  'J’envoie le compte rendu à {leader} d’ici le {later}.',
  'À faire de notre côté pour {company} : trouver un expert sur [les normes laser|la métrologie|les achats|la fiscalité].',
  'Mise en relation promise à {with} avec un autre adhérent de {city}.',
  'On se retrouve à {city} le {later}.',
  '{leader} valide par écrit d’ici le {later}.',
  'Rien à faire pour {company} avant le {later}.',
  'Je note l’action et je préviens {contact}.',
  '{with} m’envoie [le devis|la version corrigée|les photos|le tableau] avant le {later}.',
  'Je rappelle {with} le {later}, [plutôt le matin|après seize heures|sur son mobile].',
  'Prochaine visite de {company} calée au {later}.',
];

export const ENGLISH: readonly string[] = [
  '{contact} confirmed the figures for {product} and will send the supporting documents by {dateEn}.',
  'Good call with {leader}; the main worry is cash until [the spring|the summer|year end|{dateEn}].',
  '{company} wants to move the next milestone by [two|three] weeks because of a large delivery on {dateEn}.',
  'Visited the {city} site with {contact}: the {product} line runs, but scrap is still around {pct}%.',
  'The prospect {inCountryEn} asked for {k2} units of {product} on trial; {contact} will quote by {dateEn}.',
  '{leader} prefers to sign once the board has met on {dateEn}.',
  'Draft reviewed with {contact}; it needs real numbers from {marketEn} before {dateEn}.',
  'Two open questions about {product}: export classification and warranty terms, {contact} to answer by {dateEn}.',
  '{contact} will join the partner meeting {inCountryEn} and report back on {dateEn}.',
  'Headcount at {company} is {n}, one more hire expected [next quarter|this autumn|in the spring].',
  '{leader} and I agreed on {k} priorities for {company} and dropped the rest for now.',
  'Follow-up: send {contact} the template before {dateEn}.',
  'Sales for {year} came in at {turnoverEn}, {contact} will share the accounts.',
  '{with} called back: the tests of {product} slipped to {dateEn} because a part was late.',
  '“{stepEn}” is nearly there, {contact} still owes us [the annexes|the signed page|a date].',
  'We walked through “{stepEn}” with {leader}; the due date of {stepDueEn} stands.',
  '{leader} would rather keep the know-how secret than file a patent on {product}.',
  'The customer among {marketEn} came to {city} and asked {contact} for a second demonstration on {dateEn}.',
  '{contact} has {k} quotes for the tooling, the cheapest {pct}% below budget.',
  'Short e-mail from {with}: minutes approved, no change to the plan until {dateEn}.',
  'Reminded {with} about the missing proof for “{stepEn}”.',
  '{company} exports {exportShareEn} of its sales; {leader} wants to double that {inCountryEn} first.',
];

export const INTERNAL_ENGLISH: readonly string[] = [
  'Cash at {company} lasts until [March|June|October], not beyond; to watch with {contact}.',
  'Don’t press {leader} about {dateEn}, the team is stretched.',
  '{contact} carries the whole file at {company}; we need a second contact.',
  'I would shorten “{stepEn}”, too ambitious for {n} people.',
  '{leader} and {contact} disagree about {product}; meet them separately.',
  'Accounts given by {contact} ({turnoverEn} in {year}) don’t match the tax return, to check.',
  'Good story for the annual report once {leader} agrees to be named.',
  'No news from {contact} for {k2} days, trying {leader} before {dateEn}.',
];

/** Words that only a way of meeting makes true: an e-mail tells of no visit. */
const ELSEWHERE: Record<'call' | 'visit' | 'meeting' | 'email' | 'internal', RegExp | null> = {
  call: /^(?:Visited|Short e-mail|Entretien|We walked)|à voix haute|came to/,
  visit: /^(?:Good call|Short e-mail|Visioconférence)|called back|chargé de mission du financeur appelle/,
  meeting: /^(?:Good call|Visited|Short e-mail)|called back/,
  email: /^(?:Good call|Visited|Entretien|Réunion|Bilan en|We walked|Point de suivi)|called back|à voix haute/,
  internal: null,
};

export function heardBy(kind: keyof typeof ELSEWHERE, patterns: readonly string[]): readonly string[] {
  const elsewhere = ELSEWHERE[kind];
  return elsewhere ? patterns.filter((pattern) => !elsewhere.test(pattern)) : patterns;
}
