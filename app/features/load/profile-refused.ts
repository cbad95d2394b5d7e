import { refusedAs } from '~/platform/result';

export const PROFILE_REFUSALS = ['not_an_advisor', 'absence_order', 'absence_known', 'no_absence', 'unknown_skill'] as const;
export type ProfileRefusal = (typeof PROFILE_REFUSALS)[number];

/** Where the words of a refusal are. */
export const PROFILE_REFUSED = refusedAs(PROFILE_REFUSALS, (reason) => `load:refused.${reason}`);
