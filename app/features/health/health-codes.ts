/** How a case stands, the calmest first. Staff only. (`docs/domain.md §6.5`) */
export const HEALTHS = ['not_started', 'on_track', 'watch', 'alert', 'paused'] as const;
export type Health = (typeof HEALTHS)[number];

/** What a manager may say of a case instead of what is computed. */
export const JUDGED_HEALTHS = ['on_track', 'watch', 'alert'] as const satisfies readonly Health[];
export type JudgedHealth = (typeof JUDGED_HEALTHS)[number];

/** Days a manager's judgement lasts at most, the first one included. */
export const MOST_OVERRIDE_DAYS = 30;
