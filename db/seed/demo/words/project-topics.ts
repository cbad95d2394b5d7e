import type { Market, Technology } from '../../../../app/features/companies/profile-list';
import type { Das } from '../trades';

/** A means and the end it serves: together they name a project. */
export type Means = { root: string; fr: string; en: string; technologies: readonly Technology[] };
export type End = { stem: string; fr: string; en: string; markets: readonly Market[] };

type Row = readonly [stem: string, fr: string, en: string, codes: string];

const MEANS: Record<Das, readonly Row[]> = {
  DAS1: [
    ['HYPER', 'Imagerie hyperspectrale', 'Hyperspectral imaging', 'hyperspectral image_processing'],
    ['SPECTR', 'Spectroscopie laser embarquée', 'On-board laser spectroscopy', 'spectroscopy lasers'],
    ['LUM', 'Éclairage LED piloté', 'Controlled LED lighting', 'led_oled'],
    ['OLE', 'Surfaces OLED imprimées', 'Printed OLED surfaces', 'led_oled nanophotonics'],
    ['PHOTO', 'Cellules photovoltaïques bifaciales', 'Bifacial photovoltaic cells', 'photovoltaics coatings'],
    ['FLUO', 'Fluorescence induite par laser', 'Laser-induced fluorescence', 'spectroscopy lasers detectors'],
    ['RAMA', 'Capteurs Raman compacts', 'Compact Raman sensors', 'spectroscopy detectors'],
    ['FIBRA', 'Capteurs à fibre optique', 'Fibre-optic sensors', 'fibres detectors'],
    ['LIDAER', 'Lidar atmosphérique', 'Atmospheric lidar', 'lidar lasers'],
    ['IRIS', 'Caméras infrarouges non refroidies', 'Uncooled infrared cameras', 'detectors image_processing'],
  ],
  DAS2: [
    ['LASE', 'Sources laser femtoseconde', 'Femtosecond laser sources', 'lasers fibres'],
    ['VISIO', 'Vision industrielle par apprentissage', 'Learning-based machine vision', 'image_processing'],
    ['METRO', 'Métrologie optique sans contact', 'Contactless optical metrology', 'metrology lasers'],
    ['TEXTU', 'Texturation laser de surface', 'Laser surface texturing', 'lasers nanophotonics'],
    ['SOUD', 'Soudage laser multi-faisceaux', 'Multi-beam laser welding', 'lasers packaging'],
    ['OPTI', 'Optiques asphériques de série', 'Series aspheric optics', 'coatings metrology'],
    ['THERMO', 'Thermographie active', 'Active thermography', 'detectors image_processing'],
    ['INTERF', 'Interférométrie embarquée', 'Embedded interferometry', 'metrology fibres'],
    ['CRISTA', 'Fibres à cristal photonique', 'Photonic crystal fibres', 'fibres nanophotonics'],
    ['COAX', 'Impression 3D métallique par laser', 'Laser metal 3D printing', 'lasers metrology'],
    ['REVET', 'Revêtements optiques durs', 'Hard optical coatings', 'coatings'],
  ],
  DAS3: [
    ['LIDA', 'Lidar à balayage électronique', 'Solid-state scanning lidar', 'lidar lasers'],
    ['TERA', 'Imagerie térahertz passive', 'Passive terahertz imaging', 'detectors spectroscopy'],
    ['NOCTI', 'Vision nocturne bas niveau de lumière', 'Low-light night vision', 'detectors'],
    ['SENTI', 'Analyse vidéo sobre et embarquée', 'Frugal embedded video analytics', 'image_processing'],
    ['ABYSS', 'Imagerie laser sous-marine', 'Underwater laser imaging', 'lasers image_processing'],
    ['OPTRO', 'Boule optronique légère', 'Lightweight optronic gimbal', 'detectors packaging'],
    ['FUSIO', 'Fusion d’images multispectrales', 'Multispectral image fusion', 'image_processing hyperspectral'],
    ['ACOUS', 'Détection acoustique distribuée sur fibre', 'Distributed acoustic sensing on fibre', 'fibres detectors'],
    ['LIAIS', 'Liaison optique en espace libre', 'Free-space optical link', 'lasers adaptive_optics'],
    ['MARQ', 'Réalité augmentée de terrain', 'Field augmented reality', 'augmented_reality image_processing'],
    ['GAZI', 'Imagerie de gaz à distance', 'Remote gas imaging', 'spectroscopy detectors'],
    ['POLA', 'Imagerie polarimétrique', 'Polarimetric imaging', 'detectors coatings'],
  ],
  DAS4: [
    ['MICRO', 'Microscopie à feuille de lumière', 'Light-sheet microscopy', 'microscopy lasers'],
    ['ADAPT', 'Optique adaptative miniaturisée', 'Miniature adaptive optics', 'adaptive_optics'],
    ['OCTA', 'Tomographie par cohérence optique', 'Optical coherence tomography', 'image_processing fibres'],
    ['ENDO', 'Endoscopie à usage unique', 'Single-use endoscopy', 'fibres image_processing'],
    ['CYTO', 'Cytométrie par imagerie', 'Imaging cytometry', 'microscopy image_processing'],
    ['SPECTRO', 'Spectrométrie à haute résolution', 'High-resolution spectrometry', 'spectroscopy detectors'],
    ['BIOPH', 'Biopuces photoniques', 'Photonic biochips', 'nanophotonics fibres'],
    ['RADIO', 'Détecteurs X à conversion directe', 'Direct-conversion X-ray detectors', 'detectors'],
    ['ASTRO', 'Détecteurs infrarouges grand format', 'Large-format infrared detectors', 'detectors nanophotonics'],
    ['HOLO', 'Holographie numérique', 'Digital holography', 'image_processing lasers'],
  ],
};

const ENDS: Record<Das, readonly Row[]> = {
  DAS1: [
    ['TRI', 'le tri des plastiques sombres', 'dark plastics sorting', 'environment'],
    ['PORT', 'la qualité de l’air des ports', 'harbour air quality', 'environment maritime'],
    ['AGRI', 'la conduite des cultures sous serre', 'greenhouse crop control', 'agrifood'],
    ['EAU', 'la surveillance des eaux de baignade', 'bathing water monitoring', 'environment'],
    ['VILLE', 'la sobriété des rues la nuit', 'frugal street lighting', 'lighting smart_building'],
    ['BATI', 'la rénovation des bâtiments publics', 'public building renovation', 'smart_building energy'],
    ['SOL', 'la dépollution des sols industriels', 'clean-up of industrial soils', 'environment industry'],
    ['MUSE', 'la conservation des œuvres', 'conservation of works of art', 'culture lighting'],
    ['VIGNE', 'la vigne et l’olivier', 'vineyards and olive groves', 'agrifood'],
    ['TEX', 'le recyclage des textiles', 'textile recycling', 'environment industry'],
  ],
  DAS2: [
    ['AERO', 'le contrôle des pièces aéronautiques', 'inspection of aircraft parts', 'industry'],
    ['FAB', 'les lignes de microélectronique', 'microelectronics lines', 'industry'],
    ['MECA', 'les ateliers de mécanique de précision', 'precision machine shops', 'industry'],
    ['PACK', 'le conditionnement alimentaire', 'food packaging', 'industry agrifood'],
    ['BAT', 'l’assemblage des batteries', 'battery assembly', 'industry mobility'],
    ['NAV', 'la maintenance navale', 'ship maintenance', 'maritime industry'],
    ['TURB', 'les turbines et les compresseurs', 'turbines and compressors', 'energy industry'],
    ['HORLO', 'l’horlogerie et la connectique', 'watches and connectors', 'industry'],
    ['PARF', 'les arômes et les parfums', 'flavours and fragrances', 'industry'],
    ['RAIL', 'l’inspection des voies ferrées', 'railway track inspection', 'mobility'],
  ],
  DAS3: [
    ['CALE', 'la sûreté des quais', 'quayside security', 'maritime civil_security'],
    ['FEU', 'la détection précoce des feux de forêt', 'early detection of forest fires', 'civil_security environment'],
    ['COTE', 'la surveillance du littoral', 'coastal surveillance', 'maritime'],
    ['DRON', 'la détection des drones', 'drone detection', 'civil_security defence'],
    ['FOND', 'l’inspection des fonds marins', 'seabed inspection', 'maritime'],
    ['SECOU', 'le secours en montagne', 'mountain rescue', 'civil_security'],
    ['AEROP', 'le contrôle des bagages', 'baggage screening', 'civil_security mobility'],
    ['SITE', 'la protection des sites sensibles', 'protection of sensitive sites', 'civil_security'],
    ['NAVI', 'l’aide à la navigation', 'navigation aids', 'maritime mobility'],
    ['TUNN', 'la sécurité des tunnels', 'tunnel safety', 'mobility civil_security'],
  ],
  DAS4: [
    ['SANG', 'l’analyse du sang au chevet', 'bedside blood analysis', 'health'],
    ['RETIN', 'le dépistage des maladies de la rétine', 'screening of retinal disease', 'health'],
    ['CHIR', 'la chirurgie mini-invasive', 'minimally invasive surgery', 'health'],
    ['DERM', 'le dépistage du mélanome', 'melanoma screening', 'health'],
    ['ONCO', 'le suivi des tumeurs', 'tumour monitoring', 'health life_sciences'],
    ['TELE', 'les grands télescopes', 'large telescopes', 'space'],
    ['SAT', 'les petits satellites d’observation', 'small observation satellites', 'space'],
    ['PHARM', 'le contrôle des médicaments', 'medicine quality control', 'health life_sciences'],
    ['DENT', 'l’imagerie dentaire', 'dental imaging', 'health'],
    ['CELL', 'le suivi des cultures cellulaires', 'cell culture monitoring', 'life_sciences'],
  ],
};

export const PROJECT_MEANS = mapped(
  MEANS,
  ([root, fr, en, codes]): Means => ({ root, fr, en, technologies: codes.split(' ') as Technology[] }),
);
export const PROJECT_ENDS = mapped(ENDS, ([stem, fr, en, codes]): End => ({ stem, fr, en, markets: codes.split(' ') as Market[] }));

function mapped<T>(rows: Record<Das, readonly Row[]>, as: (row: Row) => T): Record<Das, readonly T[]> {
  return { DAS1: rows.DAS1.map(as), DAS2: rows.DAS2.map(as), DAS3: rows.DAS3.map(as), DAS4: rows.DAS4.map(as) };
}
