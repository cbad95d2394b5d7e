/** What a company may agree to, each apart (docs/domain.md §9.2). */
export const CONSENT_PURPOSES = ['publication'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** The texts agreed to, word by word as they are shown; a new wording is a new version, and those given stay with theirs. */
export const CONSENT_TEXTS: Record<ConsentPurpose, { version: string; fr: string; en: string }> = {
  publication: {
    version: '2026-11',
    fr: 'J’autorise la publication du nom de mon entreprise et du résumé public du projet.',
    en: 'I allow publication of my company’s name and of the project’s public summary.',
  },
};
