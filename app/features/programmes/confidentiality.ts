/** Who may read what is kept, from the most to the fewest: both sides, or the team alone. (`docs/domain.md §9.5`) */
export const CONFIDENTIALITY_CLASSES = ['company', 'team'] as const;
export type Confidentiality = (typeof CONFIDENTIALITY_CLASSES)[number];
