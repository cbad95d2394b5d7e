/** What a member of the cluster is. (`docs/domain.md §2.1`) */
export const MEMBER_CATEGORIES = [
  'company',
  'research',
  'training',
  'institution',
  'trade_association',
  'investor',
  'qualified_person',
] as const;
export type MemberCategory = (typeof MEMBER_CATEGORIES)[number];

/** Places in the value chain, from material to user, then research and training. (`docs/domain.md §2.5`) */
export const VALUE_CHAIN_POSITIONS = [
  'materials',
  'components',
  'sources',
  'detectors',
  'modules',
  'systems',
  'software',
  'integration',
  'services',
  'distribution',
  'end_user',
  'research',
  'training',
] as const;
export type ValueChainPosition = (typeof VALUE_CHAIN_POSITIONS)[number];
export const MOST_POSITIONS = 3;

/** Technologies of the field. (`docs/domain.md §2.5`) */
export const TECHNOLOGIES = [
  'lasers',
  'led_oled',
  'fibres',
  'coatings',
  'nanophotonics',
  'detectors',
  'spectroscopy',
  'lidar',
  'hyperspectral',
  'microscopy',
  'metrology',
  'adaptive_optics',
  'image_processing',
  'augmented_reality',
  'packaging',
  'photovoltaics',
] as const;
export type Technology = (typeof TECHNOLOGIES)[number];
export const MOST_TECHNOLOGIES = 8;

/** Markets served. (`docs/domain.md §2.5`) */
export const MARKETS = [
  'environment',
  'lighting',
  'industry',
  'agrifood',
  'civil_security',
  'defence',
  'maritime',
  'space',
  'health',
  'life_sciences',
  'telecoms',
  'mobility',
  'smart_building',
  'energy',
  'culture',
] as const;
export type Market = (typeof MARKETS)[number];
export const MOST_MARKETS = 8;

/** Who holds the capital: nobody above a quarter, a partner (25 to 50 %), a head above half. (`docs/domain.md §2.3`) */
export const AUTONOMIES = ['autonomous', 'partner', 'linked', 'unknown'] as const;
export type Autonomy = (typeof AUTONOMIES)[number];

export const DIFFICULTIES = ['watch', 'collective_proceedings'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

export const EXPORT_CONTROLS = ['not_concerned', 'dual_use', 'military', 'to_check'] as const;
export type ExportControl = (typeof EXPORT_CONTROLS)[number];
