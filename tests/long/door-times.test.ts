import { afterAll, beforeAll, expect, it } from 'vitest';
import { askReset } from '~/access/forgotten.server';
import { hashPassword } from '~/access/password.server';
import { signIn } from '~/access/sign-in.server';
import { openPool } from '~/platform/database.server';
import { freshWorld, type World } from '../support/world';

const PAIRS = 200;
const CALLER = { requestId: 'r', address: '192.0.2.1' };
const BROWSER = { token: null, deviceHash: null, browser: '', system: '' };
let world: World;
let owner: ReturnType<typeof openPool>;

beforeAll(async () => {
  world = await freshWorld();
  owner = openPool(world.ownerUrl, 1);
  await owner`update accounts set password_hash = ${await hashPassword('a sentence nobody else has')}`;
});
afterAll(async () => {
  await owner.end();
  await world.drop();
});

const median = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;

/** Median times of the same for a known and an unknown address, in turn, none of them made to wait. */
async function medians(act: (email: string) => Promise<unknown>): Promise<[known: number, unknown: number]> {
  const emails = [world.a.actors.manager.email, 'nobody@test.example'];
  const times: [number[], number[]] = [[], []];
  for (let n = 0; n < PAIRS; n += 1) {
    // One goes first as often as the other.
    for (const which of n % 2 === 0 ? [0, 1] : [1, 0]) {
      await owner`delete from rate_limits`;
      const start = performance.now();
      await act(emails[which] as string);
      times[which]?.push(performance.now() - start);
    }
  }
  return [median(times[0]), median(times[1])];
}

// quality S02
it.each([
  ['a wrong password', (email: string) => signIn(CALLER, BROWSER, email, 'wrong words again')],
  ['a forgotten one', (email: string) => askReset(CALLER, email)],
])('%s takes the time of a known address for an unknown one', async (_what, act) => {
  await medians(act);
  for (let round = 0; round < 3; round += 1) {
    const [known, unknown] = await medians(act);
    expect(Math.abs(known - unknown) / Math.max(known, unknown)).toBeLessThan(0.1);
  }
});
