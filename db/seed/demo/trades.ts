import type { Market, Technology, ValueChainPosition } from '../../../app/features/companies/profile-list';
import type { DAS_CODES } from '../../schema/companies';

export type Das = (typeof DAS_CODES)[number];

/** Where a company that has a trade stands: it makes, integrates, serves or sells. */
type TradePosition = Exclude<ValueChainPosition, 'materials' | 'end_user' | 'research' | 'training'>;

export type Trade = {
  /** What the company makes, after "nous fabriquons des…" / "we make…". */
  fr: string;
  en: string;
  das: Das;
  position: TradePosition;
  naf: string;
  /** Customers it sells to, after "pour" / "for". */
  marketFr: string;
  marketEn: string;
  /** Codes of the reference lists. */
  technologies: readonly Technology[];
  markets: readonly Market[];
};

type Row = readonly [
  position: TradePosition,
  naf: string,
  fr: string,
  en: string,
  marketFr: string,
  marketEn: string,
  technologies: string,
  markets: string,
];

/** What photonics companies of the south may make: by domain of the cluster, with the INSEE activity it usually bears. (`docs/domain.md §2.5`) */
const ROWS: Record<Das, readonly Row[]> = {
  DAS1: [
    ['systems', '26.70Z', 'caméras hyperspectrales', 'hyperspectral cameras', 'les centres de tri', 'sorting plants', 'hyperspectral detectors image_processing', 'environment industry'],
    ['systems', '26.51B', 'analyseurs de gaz à diode laser', 'laser diode gas analysers', 'les sites industriels classés', 'regulated industrial sites', 'lasers spectroscopy', 'environment industry energy'],
    ['systems', '27.40Z', 'luminaires à LED pilotés', 'controlled LED luminaires', 'les collectivités', 'local authorities', 'led_oled', 'lighting smart_building'],
    ['detectors', '26.51B', 'sondes de qualité d’eau', 'water quality probes', 'les exploitants de réseaux', 'network operators', 'spectroscopy detectors fibres', 'environment'],
    ['detectors', '26.51B', 'capteurs d’ensoleillement', 'irradiance sensors', 'les parcs photovoltaïques', 'solar farms', 'detectors photovoltaics', 'energy'],
    ['sources', '26.11Z', 'modules OLED de signalisation', 'OLED signage modules', 'les exploitants de transports', 'transport operators', 'led_oled', 'lighting mobility'],
    ['sources', '27.40Z', 'lampes horticoles à spectre réglable', 'tunable-spectrum grow lights', 'les serristes', 'greenhouse growers', 'led_oled', 'lighting agrifood'],
    ['modules', '26.51B', 'têtes optiques de tri', 'optical sorting heads', 'les fabricants de trieuses', 'sorting machine makers', 'hyperspectral lasers packaging', 'environment agrifood'],
    ['components', '23.19Z', 'verres antireflet pour panneaux solaires', 'anti-reflective solar glass', 'les fabricants de panneaux', 'panel makers', 'coatings photovoltaics', 'energy'],
    ['components', '26.70Z', 'lentilles de Fresnel', 'Fresnel lenses', 'les éclairagistes', 'lighting designers', 'coatings', 'lighting energy'],
    ['software', '62.01Z', 'logiciels de suivi d’éclairage public', 'street lighting software', 'les syndicats d’énergie', 'energy boards', 'image_processing led_oled', 'smart_building lighting'],
    ['software', '62.01Z', 'logiciels de reconnaissance de déchets', 'waste recognition software', 'les centres de tri', 'sorting plants', 'image_processing hyperspectral', 'environment'],
    ['integration', '28.99B', 'lignes de tri optique', 'optical sorting lines', 'les recycleurs de plastiques', 'plastics recyclers', 'hyperspectral image_processing', 'environment'],
    ['services', '71.20B', 'essais photométriques', 'photometric tests', 'les fabricants de luminaires', 'luminaire makers', 'led_oled metrology', 'lighting'],
    ['distribution', '46.52Z', 'composants d’éclairage', 'lighting components', 'les installateurs', 'installers', 'led_oled', 'lighting smart_building'],
  ],
  DAS2: [
    ['modules', '28.99B', 'têtes de soudage laser', 'laser welding heads', 'les équipementiers automobiles', 'automotive suppliers', 'lasers packaging', 'industry mobility'],
    ['modules', '26.51B', 'modules de triangulation laser', 'laser triangulation modules', 'les constructeurs de machines', 'machine builders', 'lasers metrology', 'industry'],
    ['systems', '26.51B', 'vibromètres à fibre', 'fibre vibrometers', 'les fabricants de turbines', 'turbine makers', 'fibres lasers metrology', 'industry energy'],
    ['systems', '26.51B', 'bancs de contrôle sans contact', 'contactless inspection benches', 'les ateliers de mécanique de précision', 'precision machine shops', 'metrology image_processing', 'industry'],
    ['systems', '28.99B', 'machines de microperçage laser', 'laser micro-drilling machines', 'les horlogers et les connecticiens', 'watch and connector makers', 'lasers', 'industry'],
    ['software', '62.01Z', 'logiciels de vision embarquée', 'embedded vision software', 'les intégrateurs de robots', 'robot integrators', 'image_processing', 'industry mobility'],
    ['software', '62.01Z', 'logiciels de contrôle qualité par image', 'image-based quality software', 'les conditionneurs', 'packaging plants', 'image_processing', 'industry agrifood'],
    ['components', '26.70Z', 'filtres interférentiels', 'interference filters', 'les fabricants d’instruments', 'instrument makers', 'coatings', 'industry space'],
    ['components', '26.11Z', 'fibres à cristal photonique', 'photonic crystal fibres', 'les fabricants de lasers', 'laser makers', 'fibres nanophotonics', 'industry telecoms'],
    ['components', '23.19Z', 'optiques asphériques moulées', 'moulded aspheric optics', 'les équipementiers', 'equipment makers', 'coatings metrology', 'industry mobility'],
    ['components', '26.70Z', 'réseaux de diffraction', 'diffraction gratings', 'les fabricants de spectromètres', 'spectrometer makers', 'nanophotonics spectroscopy', 'industry'],
    ['sources', '26.11Z', 'sources laser picoseconde', 'picosecond laser sources', 'les lignes de microélectronique', 'microelectronics lines', 'lasers fibres', 'industry'],
    ['sources', '26.11Z', 'diodes laser de pompage', 'laser pump diodes', 'les fabricants de lasers à fibre', 'fibre laser makers', 'lasers packaging', 'industry telecoms'],
    ['detectors', '27.31Z', 'réseaux de capteurs à fibre optique', 'fibre-optic sensor networks', 'les gestionnaires d’ouvrages d’art', 'bridge and tunnel managers', 'fibres detectors', 'industry smart_building'],
    ['detectors', '26.51B', 'pyromètres bicolores', 'two-colour pyrometers', 'les fonderies', 'foundries', 'detectors metrology', 'industry energy'],
    ['integration', '28.99B', 'cellules robotisées de marquage laser', 'robotic laser marking cells', 'les sous-traitants aéronautiques', 'aerospace suppliers', 'lasers image_processing', 'industry'],
    ['integration', '28.99B', 'postes de contrôle en ligne', 'in-line inspection stations', 'les usines agroalimentaires', 'food plants', 'image_processing metrology', 'industry agrifood'],
    ['services', '71.12B', 'études optomécaniques', 'optomechanical design studies', 'les bureaux d’études', 'engineering offices', 'packaging metrology', 'industry'],
    ['distribution', '46.52Z', 'sources et détecteurs industriels', 'industrial sources and detectors', 'les laboratoires et les ateliers', 'laboratories and workshops', 'lasers detectors', 'industry'],
  ],
  DAS3: [
    ['systems', '26.51A', 'lidars de surveillance côtière', 'coastal surveillance lidars', 'les ports', 'harbours', 'lidar lasers', 'maritime civil_security'],
    ['systems', '26.70Z', 'caméras thermiques compactes', 'compact thermal cameras', 'les services d’incendie', 'fire services', 'detectors image_processing', 'civil_security'],
    ['systems', '26.70Z', 'jumelles de vision nocturne', 'night vision binoculars', 'les gardes-côtes', 'coast guards', 'detectors augmented_reality', 'maritime defence'],
    ['systems', '26.51B', 'portiques de détection térahertz', 'terahertz detection gates', 'les aéroports régionaux', 'regional airports', 'detectors spectroscopy', 'civil_security mobility'],
    ['modules', '30.30Z', 'boules optroniques pour drones', 'optronic gimbals for drones', 'les opérateurs de drones', 'drone operators', 'detectors packaging image_processing', 'defence civil_security'],
    ['modules', '26.30Z', 'liaisons optiques en espace libre', 'free-space optical links', 'les opérateurs de réseaux sensibles', 'critical network operators', 'lasers fibres', 'telecoms defence'],
    ['modules', '26.51A', 'télémètres laser compacts', 'compact laser rangefinders', 'les équipementiers de défense', 'defence suppliers', 'lidar lasers', 'defence maritime'],
    ['software', '62.01Z', 'logiciels d’analyse vidéo', 'video analytics software', 'les exploitants de sites sensibles', 'sensitive site operators', 'image_processing', 'civil_security smart_building'],
    ['software', '62.01Z', 'logiciels de fusion d’images', 'image fusion software', 'les centres de surveillance maritime', 'maritime operation centres', 'image_processing augmented_reality', 'maritime defence'],
    ['components', '26.70Z', 'fenêtres et dômes infrarouges', 'infrared windows and domes', 'les fabricants de caméras', 'camera makers', 'coatings', 'defence civil_security'],
    ['components', '26.11Z', 'intensificateurs de lumière', 'image intensifiers', 'les fabricants d’optronique', 'optronics makers', 'detectors nanophotonics', 'defence'],
    ['detectors', '26.11Z', 'détecteurs de départ de tir laser', 'laser warning detectors', 'les chantiers navals', 'shipyards', 'detectors lasers', 'defence maritime'],
    ['detectors', '26.51B', 'détecteurs de fumée par imagerie', 'imaging smoke detectors', 'les gestionnaires de massifs forestiers', 'forest managers', 'detectors image_processing', 'civil_security environment'],
    ['sources', '26.11Z', 'projecteurs infrarouges', 'infrared illuminators', 'les intégrateurs de vidéoprotection', 'video protection integrators', 'led_oled lasers', 'civil_security'],
    ['integration', '71.12B', 'postes de veille optronique', 'optronic watch stations', 'les sémaphores et les capitaineries', 'signal stations and harbour offices', 'detectors image_processing lidar', 'maritime civil_security'],
    ['services', '71.20B', 'essais de sécurité laser', 'laser safety tests', 'les donneurs d’ordres de défense', 'defence contractors', 'lasers metrology', 'defence industry'],
    ['distribution', '46.52Z', 'équipements de vision nocturne', 'night vision equipment', 'les services de secours', 'rescue services', 'detectors', 'civil_security'],
  ],
  DAS4: [
    ['systems', '32.50A', 'endoscopes à usage unique', 'single-use endoscopes', 'les blocs opératoires', 'operating theatres', 'fibres image_processing', 'health'],
    ['systems', '26.70Z', 'microscopes à feuille de lumière', 'light-sheet microscopes', 'les plateformes de biologie', 'biology platforms', 'microscopy lasers', 'life_sciences'],
    ['systems', '26.60Z', 'tomographes rétiniens', 'retinal tomographs', 'les cabinets d’ophtalmologie', 'eye clinics', 'adaptive_optics image_processing', 'health'],
    ['systems', '26.51B', 'spectromètres portables', 'portable spectrometers', 'les laboratoires de contrôle', 'control laboratories', 'spectroscopy detectors', 'life_sciences agrifood'],
    ['systems', '26.60Z', 'cytomètres d’imagerie', 'imaging cytometers', 'les laboratoires d’analyses', 'medical laboratories', 'microscopy image_processing', 'health life_sciences'],
    ['modules', '26.70Z', 'miroirs déformables', 'deformable mirrors', 'les observatoires', 'observatories', 'adaptive_optics', 'space life_sciences'],
    ['modules', '26.60Z', 'moteurs optiques d’endoscopie', 'endoscopy light engines', 'les fabricants de dispositifs médicaux', 'medical device makers', 'led_oled fibres', 'health'],
    ['detectors', '26.11Z', 'photodétecteurs infrarouges', 'infrared photodetectors', 'les intégrateurs spatiaux', 'space integrators', 'detectors nanophotonics', 'space'],
    ['detectors', '26.60Z', 'capteurs de rayons X', 'X-ray sensors', 'les cabinets dentaires', 'dental practices', 'detectors', 'health'],
    ['components', '26.70Z', 'objectifs de microscope', 'microscope objectives', 'les fabricants d’instruments', 'instrument makers', 'microscopy coatings', 'life_sciences'],
    ['components', '26.70Z', 'polariseurs à cristaux liquides', 'liquid crystal polarisers', 'les équipes d’astronomie', 'astronomy teams', 'coatings nanophotonics', 'space life_sciences'],
    ['sources', '26.60Z', 'lasers dermatologiques', 'dermatology lasers', 'les centres de soins', 'care centres', 'lasers', 'health'],
    ['software', '62.01Z', 'logiciels d’imagerie médicale', 'medical imaging software', 'les services de radiologie', 'radiology departments', 'image_processing augmented_reality', 'health'],
    ['software', '62.01Z', 'logiciels de microscopie quantitative', 'quantitative microscopy software', 'les plateformes de biologie', 'biology platforms', 'image_processing microscopy', 'life_sciences'],
    ['integration', '28.99B', 'bancs d’essais pour instruments spatiaux', 'test benches for space instruments', 'les agences spatiales', 'space agencies', 'metrology adaptive_optics', 'space'],
    ['services', '71.20B', 'étalonnages optiques', 'optical calibrations', 'les laboratoires accrédités', 'accredited laboratories', 'metrology spectroscopy', 'life_sciences industry'],
    ['distribution', '46.52Z', 'instruments de laboratoire', 'laboratory instruments', 'les laboratoires publics', 'public laboratories', 'spectroscopy microscopy', 'life_sciences'],
  ],
}; // biome-ignore format: one trade a line reads as the table it is

export const TRADES: readonly Trade[] = Object.entries(ROWS).flatMap(([das, rows]) =>
  rows.map(([position, naf, fr, en, marketFr, marketEn, technologies, markets]) => ({
    ...{ das: das as Das, position, naf, fr, en, marketFr, marketEn },
    ...{ technologies: technologies.split(' ') as Technology[], markets: markets.split(' ') as Market[] },
  })),
);

const CHAIN_POSITIONS = ['components', 'sources', 'detectors', 'modules', 'systems', 'software', 'integration', 'services', 'distribution'] as const satisfies readonly TradePosition[]; // biome-ignore format: one line

/** Companies of a block by domain, then by main place in the value chain; both margins are the domain page's. (`docs/domain.md §10.2`) */
const DOMAIN_BY_POSITION: Record<Das, readonly number[]> = {
  DAS1: [4, 6, 6, 4, 8, 4, 3, 2, 1],
  DAS2: [16, 6, 5, 7, 10, 7, 4, 2, 1],
  DAS3: [6, 1, 6, 9, 16, 9, 4, 4, 1],
  DAS4: [8, 3, 5, 6, 14, 4, 3, 4, 1],
};

/** The trades of a block's 200 companies; those of one domain and place are dealt evenly. */
export function tradesOfBlock(): Trade[] {
  return Object.entries(DOMAIN_BY_POSITION).flatMap(([das, counts]) =>
    counts.flatMap((count, index) => {
      const fitting = TRADES.filter((trade) => trade.das === das && trade.position === CHAIN_POSITIONS[index]);
      return Array.from({ length: count }, (_, turn) => fitting[turn % fitting.length] as Trade);
    }),
  );
}

/** How a company of that place says what it does: "nous … des …" / "we …". */
export const MAKING: Record<TradePosition, { fr: string; en: string; workshopFr: string }> = {
  components: { fr: 'fabriquons', en: 'make', workshopFr: 'l’atelier' },
  sources: { fr: 'fabriquons', en: 'make', workshopFr: 'l’atelier' },
  detectors: { fr: 'concevons', en: 'design', workshopFr: 'l’atelier d’assemblage' },
  modules: { fr: 'fabriquons', en: 'make', workshopFr: 'l’atelier' },
  systems: { fr: 'concevons et assemblons', en: 'design and build', workshopFr: 'l’atelier d’assemblage' },
  software: { fr: 'éditons', en: 'publish', workshopFr: 'l’équipe de développement' },
  integration: { fr: 'installons', en: 'install', workshopFr: 'le plateau d’intégration' },
  services: { fr: 'réalisons', en: 'carry out', workshopFr: 'le laboratoire' },
  distribution: { fr: 'distribuons', en: 'distribute', workshopFr: 'l’entrepôt' },
};
