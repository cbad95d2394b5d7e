/** How long before its end a sign-in's holder is warned. */
export const WARNED_SECONDS = 300;
