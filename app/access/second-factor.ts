/** Who of the staff has to sign in with a second factor; `managers`: directors and administrators too. */
export const SECOND_FACTOR_RULES = ['none', 'managers', 'staff'] as const;
export type SecondFactorRule = (typeof SECOND_FACTOR_RULES)[number];

/** How many codes there are for whoever lost their second factor. */
export const RECOVERY_CODES = 10;

/** Six digits of an app, however they were grouped; null where it is something else. */
export function appCode(typed: string): string | null {
  const digits = typed.replaceAll(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** What to say of a code that was refused: whoever typed a recovery code waits for no next one. */
export function refusalOfCode(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '').length > 8 ? 'factors:errors.recovery' : 'factors:errors.code';
}

/** A recovery code as it was made, however it was typed: sixteen letters and digits of an alphabet without look-alikes. */
export function recoveryCode(typed: string): string | null {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(plain) ? plain : null;
}
