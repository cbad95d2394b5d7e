/** Digits with the signs people put between them. */
export const PHONE = /^\+?[\d\s().-]{6,30}$/;
