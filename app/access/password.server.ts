import { hash, verify } from '@node-rs/argon2';

/** argon2id at 19 MiB, two passes, one lane: OWASP's floor, about 10 ms a check. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
export const PASSWORD_LENGTH = { min: 14, max: 128 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

// Made as the process starts: the first unknown e-mail waits no longer than any other.
const unknownPerson = hashPassword('nobody has this password');

/** Checks exact bytes. An unknown account costs the same time as a known one; a longer text than any password isn't hashed. */
export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  const usable = password.length <= PASSWORD_LENGTH.max * 4;
  const matches = await verify(stored ?? (await unknownPerson), usable ? password : '').catch(() => false);
  return matches && usable && stored != null;
}

/** Whether a stored hash was made at a lower cost than today's. */
export function needsRehash(stored: string): boolean {
  const [, memory, time] = /\$m=(\d+),t=(\d+),p=\d+\$/.exec(stored) ?? [];
  return !stored.startsWith('$argon2id$') || Number(memory) < COST.memoryCost || Number(time) < COST.timeCost;
}
