import type { PartnerKind, ProjectType } from '../../../../app/features/projects/project';

/** One sentence in both languages; the same place is drawn in each. */
type Pair = readonly [fr: string, en: string];

/** What stands in the way, what the consortium does, what is left at the end. `{means}` opens no sentence in French. */
export const CONTEXTS: readonly Pair[] = [
  ['Pour {end}, les relevés restent manuels, lents et coûteux.', 'For {end}, readings are still manual, slow and costly.'],
  [
    'Les équipements du marché répondent mal à un besoin précis : {end}.',
    'Equipment on the market answers one precise need poorly: {end}.',
  ],
  [
    'Les utilisateurs rencontrés par le pôle demandent une mesure fiable, sur place et en quelques secondes.',
    'The users met by the cluster ask for a reliable measurement, on site and within seconds.',
  ],
  [
    'La réglementation impose depuis peu des contrôles que les moyens actuels ne permettent pas.',
    'Rules now require checks that current means do not allow.',
  ],
  [
    'Les solutions étrangères coûtent trop cher pour une PME et ne s’adaptent pas.',
    'Foreign solutions cost too much for an SME and cannot be adapted.',
  ],
  [
    'Deux essais en laboratoire ont montré que la voie est praticable ; reste à sortir du laboratoire.',
    'Two laboratory trials have shown that the way is open; what remains is to leave the laboratory.',
  ],
];

export const APPROACHES: Record<ProjectType, readonly Pair[]> = {
  collaborative_rd: [
    [
      'Le consortium lève les verrous un par un : source, détection, traitement, puis intégration dans un boîtier étalonné.',
      'The consortium removes the obstacles one by one: source, detection, processing, then a calibrated housing.',
    ],
    [
      '{leader} conçoit l’instrument, le laboratoire partenaire en établit le modèle physique et les autres entreprises en fournissent les briques.',
      '{leader} designs the instrument, the partner laboratory builds its physical model and the other firms supply the building blocks.',
    ],
    [
      'Les travaux portent sur la sensibilité, la tenue en température et le coût de la tête optique.',
      'The work bears on sensitivity, temperature stability and the cost of the optical head.',
    ],
    [
      'Trois prototypes se succèdent, chacun essayé chez un utilisateur avant le suivant.',
      'Three prototypes follow each other, each tried by a user before the next.',
    ],
  ],
  demonstrator: [
    [
      '{leader} construit un démonstrateur à l’échelle réelle et l’exploite pendant trois mois chez un utilisateur.',
      '{leader} builds a full-scale demonstrator and runs it for three months at a user’s site.',
    ],
    [
      'Le démonstrateur assemble des briques déjà éprouvées ; la nouveauté est leur tenue ensemble, dehors et sans surveillance.',
      'The demonstrator assembles proven building blocks; what is new is that they hold together, outdoors and unattended.',
    ],
  ],
  industrial_development: [
    [
      '{leader} installe une ligne pilote, qualifie le procédé sur trois lots, puis monte en cadence.',
      '{leader} sets up a pilot line, qualifies the process over three lots, then ramps up.',
    ],
    [
      'Le projet passe d’un atelier de prototypes à une production en série, avec ses embauches et ses compétences.',
      'The project goes from a prototype workshop to series production, with its hires and its skills.',
    ],
  ],
  territorial_experiment: [
    [
      'Une collectivité ouvre un site réel ; {leader} y installe la solution et la fait juger par ceux qui s’en servent.',
      'A local authority opens a real site; {leader} installs the solution there and has it judged by those who use it.',
    ],
    [
      'Le système fonctionne une saison entière, puis il est évalué sur des critères écrits avant le départ.',
      'The system runs for a whole season, then is assessed against criteria written before the start.',
    ],
  ],
  training: [['Un parcours de formation commun est monté.', 'A shared training course is set up.']],
  platform: [['Une plateforme ouverte est installée.', 'An open platform is set up.']],
};

export const RESULTS: readonly Pair[] = [
  [
    'À la fin : un prototype de TRL {trl}, un brevet au moins et un premier client nommé.',
    'At the end: a prototype at TRL {trl}, at least one patent and a first named customer.',
  ],
  [
    'Résultat attendu : un produit au catalogue dans les dix-huit mois qui suivent la fin du projet.',
    'Expected: a catalogue product within eighteen months of the end of the project.',
  ],
  [
    'Les partenaires visent {jobs} emplois à cinq ans et un tiers du chiffre d’affaires à l’export.',
    'The partners aim for {jobs} jobs in five years and a third of sales abroad.',
  ],
  [
    'Le cahier des charges fixe un coût divisé par deux pour une sensibilité égale.',
    'The specification sets half the cost for the same sensitivity.',
  ],
  ['Les données d’essai seront ouvertes aux membres du pôle.', 'Test data will be open to the members of the cluster.'],
];

/** What a partner brings. */
export const PARTS: Record<PartnerKind | 'leader', readonly Pair[]> = {
  leader: [
    ['Porteur, intégration du système', 'Lead, system integration'],
    ['Porteur, conception et industrialisation', 'Lead, design and industrialisation'],
    ['Porteur, instrument complet', 'Lead, complete instrument'],
  ],
  company: [
    ['Sources et optiques', 'Sources and optics'],
    ['Détecteurs', 'Detectors'],
    ['Traitement d’image', 'Image processing'],
    ['Opto-mécanique et packaging', 'Optomechanics and packaging'],
    ['Électronique de commande', 'Drive electronics'],
    ['Essais et étalonnage', 'Tests and calibration'],
    ['Logiciel embarqué', 'Embedded software'],
  ],
  research: [
    ['Recherche, modèle physique', 'Research, physical model'],
    ['Recherche, caractérisation', 'Research, characterisation'],
    ['Recherche, algorithmes', 'Research, algorithms'],
  ],
  training: [['Formation des utilisateurs', 'Training of users']],
  public_body: [['Site d’essai et usagers', 'Trial site and users']],
  association: [['Diffusion', 'Dissemination']],
  user: [
    ['Usager, site d’essai', 'User, trial site'],
    ['Usager, cahier des charges', 'User, specification'],
  ],
};

/** Invented organisations outside the cluster: country, kind, name. */
export const OUTSIDE: readonly (readonly [string, PartnerKind, string])[] = [
  ['FR', 'company', 'Vauréal Systèmes'],
  ['FR', 'company', 'Ardevance Optronique'],
  ['FR', 'research', 'Laboratoire Brunelle de physique des ondes'],
  ['FR', 'research', 'Institut Charmeraie des matériaux'],
  ['FR', 'company', 'Groupe Delmoran Équipements'],
  ['FR', 'user', 'Coopérative des Trois-Vallons'],
  ['FR', 'user', 'Centre hospitalier de Montbrisac'],
  ['FR', 'user', 'Port de Sainte-Orcine'],
];
export const ABROAD: readonly (readonly [string, PartnerKind, string])[] = [
  ['DE', 'company', 'Lichtwerk Aschental GmbH'],
  ['DE', 'research', 'Institut für Photonik Ravenau'],
  ['IT', 'company', 'Ottica Valmarina Srl'],
  ['IT', 'research', 'Centro Belluria di fotonica'],
  ['ES', 'company', 'Fotónica Almenara SL'],
  ['ES', 'research', 'Instituto Cerrolva de óptica'],
  ['NL', 'company', 'Lumenwijk BV'],
  ['BE', 'research', 'Centrum Oostveld voor fotonica'],
  ['PT', 'company', 'Óptica Montalvo Lda'],
  ['SE', 'company', 'Ljusvik Sensor AB'],
  ['IE', 'research', 'Ballyrow Photonics Centre'],
  ['AT', 'company', 'Sonnwald Laser GmbH'],
];

/** Carriers of old labels that are no longer in the cluster's lists. */
export const FORMER_CARRIERS = [
  'Actéole Instruments',
  'Bréval Laser',
  'Cosmélia Imagerie',
  'Diaphane Capteurs',
  'Faisceau Sud',
  'Graviline',
  'Lacustra Optique',
  'Mistralys',
  'Novéclat',
  'Ophrène Vision',
  'Pavoline Éclairage',
  'Solstride',
  'Tavaléo',
  'Vermelys Photonique',
] as const;

export const REFUSALS: readonly Pair[] = [
  [
    'État de l’art insuffisant : l’avance sur les produits du marché n’est pas démontrée.',
    'Prior art too thin: the lead over products on the market is not shown.',
  ],
  [
    'Marché décrit sans client nommé ; le comité demande une étude avant un nouveau dépôt.',
    'Market described without a named customer; the committee asks for a study before a new filing.',
  ],
  [
    'Consortium déséquilibré : un seul partenaire porte l’essentiel des travaux.',
    'Unbalanced consortium: one partner carries most of the work.',
  ],
  ['Travaux pour l’essentiel hors du territoire.', 'Work mostly outside the territory.'],
  ['Retombées en emploi non chiffrées.', 'Jobs expected are not quantified.'],
  ['Propriété des résultats non réglée entre les partenaires.', 'Ownership of results not settled between the partners.'],
];
export const INADMISSIBLE: Pair = [
  'Dossier incomplet : il manque une entreprise indépendante et l’accord du laboratoire.',
  'Incomplete file: an independent firm and the laboratory’s agreement are missing.',
];
export const WITHDRAWALS: readonly Pair[] = [
  ['Le porteur préfère un financement en fonds propres.', 'The lead prefers equity funding.'],
  ['Le partenaire industriel s’est retiré du consortium.', 'The industrial partner left the consortium.'],
  ['Le projet est repris dans un dossier européen.', 'The project moves to a European proposal.'],
];
export const LABEL_REASONS: readonly Pair[] = [
  ['Projet au cœur de la feuille de route, consortium solide.', 'Project at the heart of the roadmap, sound consortium.'],
  ['Usage clair, utilisateur engagé, calendrier tenable.', 'Clear use, committed user, workable schedule.'],
  ['Apport net pour le domaine, retombées locales chiffrées.', 'Clear benefit for the domain, local effects quantified.'],
  ['Avance technique reconnue par les deux rapporteurs.', 'Technical lead recognised by both rapporteurs.'],
];
export const RESERVES: readonly Pair[] = [
  [
    'Réserve : fournir l’accord de consortium signé avant la relève.',
    'Reserve: provide the signed consortium agreement before the cut-off.',
  ],
  ['Réserve : préciser le plan d’exploitation commerciale.', 'Reserve: detail the commercial plan.'],
  ['Réserve : confirmer le site d’essai par une lettre.', 'Reserve: confirm the trial site by letter.'],
];
export const FUNDER_REFUSALS: readonly Pair[] = [
  ['Non retenu : enveloppe épuisée, classé juste sous le seuil.', 'Not selected: budget exhausted, ranked just below the line.'],
  ['Non retenu : effet d’entraînement jugé insuffisant.', 'Not selected: knock-on effect judged too small.'],
  ['Non retenu : plan de financement privé incomplet.', 'Not selected: private funding plan incomplete.'],
  ['Non retenu : maturité jugée trop faible pour l’appel.', 'Not selected: maturity judged too low for the call.'],
];
export const STOPS: readonly Pair[] = [
  ['Arrêté : le porteur a cessé l’activité concernée.', 'Stopped: the lead has left the activity.'],
  ['Arrêté d’un commun accord : la performance visée n’est pas atteinte.', 'Stopped by agreement: the target performance is not reached.'],
];
export const SECRETS: readonly Pair[] = [
  [
    'Le verrou tient au couplage entre la source et la tête de mesure ; {leader} garde le savoir-faire d’assemblage et ne dépose que l’architecture.',
    'The obstacle is the coupling between the source and the measuring head; {leader} keeps the assembly know-how and files only the architecture.',
  ],
  [
    'Deux clients visés ont signé une lettre sous accord de confidentialité ; leur volume annuel est de {volume} unités.',
    'Two target customers have signed a letter under a confidentiality agreement; their yearly volume is {volume} units.',
  ],
  [
    'Le coût de revient visé est de {cost} € par unité à partir du troisième lot, contre le double chez le concurrent direct.',
    'The target unit cost is €{cost} from the third lot, against twice that at the direct competitor.',
  ],
];
export const RISKS: readonly Pair[] = [
  [
    'Approvisionnement d’un détecteur auprès d’un fournisseur unique ; une seconde source est à l’essai.',
    'A detector comes from a single supplier; a second source is on trial.',
  ],
  [
    'Un brevet antérieur couvre une variante proche ; l’étude de liberté d’exploitation est en cours.',
    'An earlier patent covers a close variant; the freedom-to-operate study is under way.',
  ],
  ['Recrutement d’un opticien difficile dans le délai du projet.', 'Hiring an optical engineer within the time of the project is hard.'],
  [
    'Sécurité laser en lieu ouvert : le dossier de classe est à faire valider.',
    'Laser safety in an open place: the class file has to be validated.',
  ],
];

/** Where structuring projects are tried: place, host kind, users. */
export const SITES: Record<string, readonly (readonly [fr: string, en: string, usersFr: string, usersEn: string])[]> = {
  DAS1: [
    ['Centre de tri, ligne 2', 'Sorting plant, line 2', 'Douze opérateurs de tri, par équipes', 'Twelve sorting operators, in shifts'],
    [
      'Station d’observation de la rade',
      'Harbour observation station',
      'Le service de la qualité de l’air et deux communes riveraines',
      'The air quality service and two neighbouring towns',
    ],
    [
      'Quartier pilote d’éclairage public',
      'Pilot district for street lighting',
      'Les services techniques et 1 400 habitants',
      'The technical department and 1,400 residents',
    ],
  ],
  DAS2: [
    ['Atelier d’usinage, cellule 4', 'Machine shop, cell 4', 'Six régleurs et deux contrôleurs', 'Six setters and two inspectors'],
    ['Bâtiment de la ligne pilote', 'Pilot line building', 'Trente opérateurs à terme', 'Thirty operators in the end'],
    ['Banc de contrôle en sortie de ligne', 'End-of-line inspection bench', 'Le service qualité du site', 'The site’s quality department'],
  ],
  DAS3: [
    [
      'Quai de commerce et son poste de garde',
      'Commercial quay and its guard post',
      'La capitainerie et les agents de sûreté',
      'The harbour office and security officers',
    ],
    [
      'Massif forestier, trois points hauts',
      'Forest, three high points',
      'Les pompiers et les gardes forestiers',
      'Firefighters and forest rangers',
    ],
    ['Tunnel routier, deux niches', 'Road tunnel, two niches', 'Le poste de contrôle de la voie', 'The road control room'],
  ],
  DAS4: [
    ['Bloc opératoire numéro 3', 'Operating theatre 3', 'Deux équipes chirurgicales', 'Two surgical teams'],
    ['Plateforme de biologie', 'Biology platform', 'Quarante chercheurs inscrits', 'Forty registered researchers'],
    ['Salle blanche d’intégration', 'Integration clean room', 'Les équipes d’intégration et d’essais', 'Integration and test teams'],
  ],
};
