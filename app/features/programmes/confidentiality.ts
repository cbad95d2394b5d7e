/** Who may read what is kept, from all to the fewest: C0 to C4. (`docs/domain.md §9.5`) */
export const CONFIDENTIALITY_CLASSES = ['public', 'company', 'team', 'restricted', 'committee'] as const;
export type Confidentiality = (typeof CONFIDENTIALITY_CLASSES)[number];

/** What a note, a task or a document of a company may be: nothing of it is public, and a committee reads projects alone. */
export const ITEM_CLASSES = ['company', 'team', 'restricted'] as const satisfies readonly Confidentiality[];
export type ItemClass = (typeof ITEM_CLASSES)[number];
