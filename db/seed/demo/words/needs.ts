import type { Track } from '../../../../app/features/programmes/track';

/** Titles of cases, by track. */
export const TITLES: Record<Track, readonly string[]> = {
  strategy: [
    'Structurer l’entreprise pour passer {n} personnes',
    'Revoir le modèle économique de la gamme {product}',
    'Piloter les coûts et les délais de production',
    'Préparer la transmission et renforcer l’encadrement',
    'Plan stratégique à trois ans',
    'Organiser la montée en cadence de l’atelier',
    'Diagnostic de performance industrielle',
  ],
  financing: [
    'Lever {amount} pour industrialiser {product}',
    'Financer la ligne pilote {product}',
    'Plan de financement à 36 mois',
    'Prêt innovation et renforcement des fonds propres',
    'Financer le besoin en fonds de roulement à l’export',
    'Premier tour de table pour {product}',
  ],
  international: [
    'Premiers contrats {inCountry}',
    'Trouver un distributeur {inCountry}',
    'Se structurer à l’export après le salon {fair}',
    'Implanter un relais commercial {inCountry}',
    'Un relais commercial pour {product} {inCountry}',
    'Vérifier le contrôle export de {product} avant de vendre hors Europe',
  ],
  eu_projects: [
    'Monter un projet européen autour de {product}',
    'Rejoindre un consortium sur les {trade}',
    'Déposer une proposition Eurostars',
    'Candidater à l’accélérateur du Conseil européen de l’innovation',
    'Coordonner une proposition « photonique » du programme-cadre',
  ],
  innovation: [
    'Passer {product} du prototype à la présérie',
    'Valider {product} chez un premier client',
    'Protéger et éprouver une nouvelle génération de {trade}',
    'Faisabilité d’une version miniature de {product}',
    'Accord de recherche avec un laboratoire pour {product}',
    'Mettre sur le marché la version {market} de {product}',
  ],
};

export const TITLES_EN: Record<Track, readonly string[]> = {
  strategy: ['Three-year plan and management team', 'Margins and production lead times of {product}'],
  financing: ['Raise {amount} to industrialise {product}', 'Working capital for export orders'],
  international: ['First contracts {inCountryEn}', 'Find a distributor {inCountryEn}'],
  eu_projects: ['Build a European proposal around {product}', 'Join a consortium on {tradeEn}'],
  innovation: ['From prototype to pre-series for {product}', 'Customer validation of {product}'],
};

/** Sentences of a request: who they are, what happens, what they ask. One of each makes a need. */
export const NEEDS: Record<Track, { situation: readonly string[]; wish: readonly string[] }> = {
  strategy: {
    situation: [
      'Nous {makes} des {trade} pour {clients} et nous sommes passés de {few} à {n} personnes en [deux|trois] ans : l’organisation n’a pas suivi.',
      'Notre site de {city} tourne à pleine charge, mais nos délais s’allongent et la marge sur {product} [s’effrite|baisse] depuis [l’hiver|le printemps|un an].',
      'Je dirige {company} depuis sa création ; tout passe encore par moi, [du devis au contrôle final|des achats au service après-vente].',
      'Nos trois gammes de {trade} se partagent les mêmes équipes et personne ne sait laquelle gagne vraiment de l’argent.',
      'Notre premier client pèse [40|45|55] % du chiffre d’affaires et demande [une baisse de prix|des livraisons chaque semaine].',
    ],
    wish: [
      'Nous cherchons un regard extérieur pour fixer des priorités, un tableau de bord simple et un plan que l’équipe puisse tenir.',
      'Nous voulons bâtir un plan à trois ans, savoir quels postes créer d’abord et comment suivre les coûts par affaire.',
      'Il nous faudrait une méthode pour [planifier la production|chiffrer nos devis] et un accompagnement de l’encadrement intermédiaire.',
      'Nous aimerions comparer deux scénarios, grandir seuls ou nous associer, avant d’engager de nouveaux investissements.',
    ],
  },
  financing: {
    situation: [
      'La présérie de {product} est prête, et la ligne d’assemblage demande {amount} que notre trésorerie ne peut pas porter seule.',
      'Notre carnet de commandes de {trade} a doublé ; le besoin en fonds de roulement atteint {amount} et notre banque hésite.',
      'Après [six|huit|dix] ans sans investisseur, {company} envisage d’ouvrir son capital pour accélérer auprès de {clients}.',
      'Le délai entre l’achat des composants et le paiement par {clients} dépasse [cinq|sept] mois.',
    ],
    wish: [
      'Nous souhaitons un plan de financement à 36 mois, l’inventaire des aides auxquelles nous avons droit et une préparation aux rendez-vous.',
      'Nous avons besoin d’aide pour choisir entre prêt, avance remboursable et levée de fonds, et pour constituer un dossier solide.',
      'Nous voudrions vérifier le cumul des aides déjà reçues avant tout nouveau dépôt, puis rencontrer [deux ou trois|quelques] financeurs.',
    ],
  },
  international: {
    situation: [
      'Deux clients nous ont trouvés seuls {inCountry} après le salon {fair} ; nous avons répondu au coup par coup, sans méthode.',
      'Nos {trade} se vendent bien en France auprès de {clients}, mais l’export reste sous les [5|8|10] % du chiffre d’affaires.',
      'Un intégrateur {inCountry} demande une offre pour [douze|vingt|trente] unités de {product} et nous ignorons les règles d’export.',
      'Notre concurrent principal vient de s’installer {inCountry}, où nous n’avons ni agent ni service après-vente.',
    ],
    wish: [
      'Nous voulons choisir deux ou trois pays, préparer un budget de prospection et savoir si {product} relève des biens à double usage.',
      'Nous cherchons un appui pour préparer une mission, trouver un distributeur et protéger notre marque avant de signer.',
      'Nous aimerions recruter un V.I.E et obtenir une assurance prospection, avec un plan réaliste sur dix-huit mois.',
    ],
  },
  eu_projects: {
    situation: [
      'Nous avons une brique technologique unique pour les {trade} et des laboratoires {inCountry} nous proposent de déposer ensemble.',
      'Un appel publié ce [printemps|trimestre] correspond à notre feuille de route sur {product}, mais nous n’avons jamais monté de projet européen.',
      'Notre proposition de l’an dernier a été refusée de [deux|trois] points et les évaluateurs ont salué la technologie.',
      '{company} a participé une fois à un consortium comme partenaire ; nous nous sentons prêts à coordonner.',
    ],
    wish: [
      'Nous souhaitons savoir si l’appel nous convient, quel rôle prendre et avec quels partenaires compléter le consortium.',
      'Il nous faut une relecture sévère, de l’aide sur le budget et sur les principes de propriété intellectuelle.',
      'Nous cherchons un accompagnement de l’idée au dépôt, en tenant compte de notre petite équipe de {n} personnes.',
    ],
  },
  innovation: {
    situation: [
      'Le prototype de {product} fonctionne au laboratoire, mais les essais chez un utilisateur n’ont jamais été menés.',
      'Un client parmi {clients} accepte de tester {product} si nous garantissons une précision [deux|trois] fois meilleure.',
      'Notre nouvelle génération de {trade} combine détection et traitement d’image ; nous ne savons pas si des brevets nous barrent la route.',
      'Une équipe de recherche de la région maîtrise le revêtement qui manque à {product}, sans accord entre nous à ce jour.',
    ],
    wish: [
      'Nous demandons de l’aide pour mesurer la maturité du produit, choisir un dispositif de financement et cadrer l’accord de recherche.',
      'Nous voulons une étude de faisabilité, une veille sur la propriété intellectuelle et un plan d’essais avec un premier client.',
      'Nous aimerions être accompagnés jusqu’à la mise sur le marché, y compris pour le dépôt d’un brevet ou d’une marque.',
    ],
  },
};

export const NEEDS_EN: Record<Track, { situation: readonly string[]; wish: readonly string[] }> = {
  strategy: {
    situation: [
      'We {makesEn} {tradeEn} for {marketEn}; the team grew from {few} to {n} people in [two|three] years and our processes did not follow.',
      'Margins on {product} have been shrinking for a year and nobody can say which orders lose money.',
    ],
    wish: ['We would like an outside view, a short list of priorities and a dashboard the managers can keep up to date.'],
  },
  financing: {
    situation: [
      'The pre-series of {product} is ready and the assembly line will cost {amount}, more than our cash allows.',
      'Our order book for {tradeEn} has doubled and working capital has become the bottleneck.',
    ],
    wish: ['We need a 36-month plan, a review of the public aid already received and introductions to two or three funders.'],
  },
  international: {
    situation: [
      'Two customers found us by themselves {inCountryEn} after the {fair} fair and we answered without any method.',
      'An integrator {inCountryEn} asks for an offer on twenty units of {product} and we do not know the export rules.',
    ],
    wish: ['We want to choose two or three countries, set a budget and check whether {product} is a dual-use item.'],
  },
  eu_projects: {
    situation: [
      'We own a key building block for {tradeEn} and two laboratories {inCountryEn} suggest a joint proposal.',
      'Last year’s proposal missed the threshold by two points although reviewers praised the technology.',
    ],
    wish: ['We would like help to pick the right call, complete the consortium and have the draft reviewed without mercy.'],
  },
  innovation: {
    situation: [
      'The prototype of {product} works in the lab but has never been tested by a user.',
      'A customer among {marketEn} will test {product} if we guarantee twice the present accuracy.',
    ],
    wish: ['We need a feasibility study, a prior-art search and a test plan with a first customer.'],
  },
};
