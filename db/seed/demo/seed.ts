import postgres from 'postgres';
import { type LocalDate, yearOf } from '../../../app/features/programmes/paris-date';
import { PROMPT } from '../../prompt-socket';
import { beyondRowSecurity, withoutForeignKeys } from '../set-aside';
import { listAccounts } from './accounts';
import { clockAt } from './calendar';
import { fillDemoCluster } from './demo-cluster';
import type { DemoAccount } from './world';

export type { DemoAccount } from './world';

export type DemoOptions = {
  /** The day on which the world stands: nothing in it is recorded on that day or later. */
  asOf: LocalDate;
  /** First year of the contract of four; three years before `asOf` unless told otherwise. */
  contractStartYear?: number;
  /** Multiplies the companies, cases and people of the first cluster. */
  scale?: number;
  /** Or the number of cases wanted there. */
  cases?: number;
  /** Cases that differ in everything; a larger world repeats them. */
  mostDistinct?: number;
  log?: (line: string) => void;
};

/** Any fixed number: it only has to be the same for every process that seeds. */
const SEED_LOCK = 7_318_204_553;

/**
 * Fills an empty, migrated database with the demonstration: two clusters, in one transaction. On a database that holds them already it
 * changes nothing. Returns the accounts people may sign in with.
 */
export async function seedDemo(ownerUrl: string, options: DemoOptions): Promise<{ accounts: DemoAccount[] }> {
  const sql = postgres(ownerUrl, { ...PROMPT, max: 1, onnotice: () => {} });
  try {
    const isFilled = await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${SEED_LOCK})`;
      const [known] = await tx`select from clusters where is_demo limit 1`;
      if (known) return false;
      const { asOf, contractStartYear = yearOf(asOf) - 3, scale = 1, cases = null, mostDistinct = 2_500, log = () => {} } = options;
      const clock = clockAt(asOf, contractStartYear);
      const fill = async () => {
        await fillDemoCluster(tx, { slug: 'clarenza', name: 'Pôle Clarenza', isMain: true, clock, scale, cases, mostDistinct, log });
        await fillDemoCluster(tx, {
          slug: 'ondelia',
          name: 'Pôle Ondélia',
          isMain: false,
          clock,
          scale: 1,
          cases: null,
          mostDistinct,
          log,
        });
      };
      await beyondRowSecurity(tx, () => withoutForeignKeys(tx, fill));
      return true;
    });
    // The planner must know the tables before the first page is asked.
    if (isFilled) await sql`analyze`;
    return { accounts: await listAccounts(sql) };
  } finally {
    await sql.end({ timeout: 5 });
  }
}
