export type FoundProject = { id: string; acronym: string; title: string; number: string | null };

/** Beyond these the registry lists them all. */
export const MOST_FOUND = 10;
