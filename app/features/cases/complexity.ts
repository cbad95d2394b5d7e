/** How much heavier or lighter than usual a case is, as its lead or a manager judges. (`docs/domain.md §6.7`) */
export const COMPLEXITIES = ['light', 'usual', 'heavy'] as const;
export type Complexity = (typeof COMPLEXITIES)[number];

export const COMPLEXITY_FACTORS: Record<Complexity, number> = { light: 0.8, usual: 1, heavy: 1.3 };
