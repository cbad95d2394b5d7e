import { hash, verify } from '@node-rs/argon2';
import { PoolExhausted } from '~/platform/database.server';

/** argon2id at 19 MiB, two passes, one lane: OWASP's floor, about 10 ms a check. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
export const PASSWORD_LENGTH = { min: 14, max: 128 } as const;

/** Hashes at once: as many as the machine's threads for such work; each takes 19 MiB. */
const AT_ONCE = 4;
/** Who comes after so many others is told to come back: a second of work is enough to wait for. */
const MOST_WAITING = 96;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running += 1;
  else if (waiting.length >= MOST_WAITING) throw new PoolExhausted('too many passwords at once');
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place goes to the next one as it is.
    if (next) next();
    else running -= 1;
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, COST));
}

// Made as the process starts: the first unknown e-mail waits no longer than any other.
const unknownPerson = hashPassword('nobody has this password');

/** Checks exact bytes. An unknown account costs the same time as a known one; a longer text than any password isn't hashed. */
export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  const usable = password.length <= PASSWORD_LENGTH.max * 4;
  const known = stored ?? (await unknownPerson);
  const matches = await inTurn(() => verify(known, usable ? password : '').catch(() => false));
  return matches && usable && stored != null;
}

/** Whether a stored hash was made at a lower cost than today's. */
export function needsRehash(stored: string): boolean {
  const [, memory, time] = /\$m=(\d+),t=(\d+),p=\d+\$/.exec(stored) ?? [];
  return !stored.startsWith('$argon2id$') || Number(memory) < COST.memoryCost || Number(time) < COST.timeCost;
}
