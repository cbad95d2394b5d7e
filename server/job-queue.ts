import PgBoss from 'pg-boss';
import postgres from 'postgres';

export const JOB_QUEUE = 'job_queue';
const MAKES_SCHEMA = /CREATE SCHEMA IF NOT EXISTS \w+\s*;/;

/**
 * Makes the tables of the job queue, in a schema that the worker's role owns, so that the queue can upgrade itself.
 * The owner makes the schema: the worker may make none.
 */
export async function makeJobQueue(ownerUrl: string): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await owner`select pg_advisory_lock(7_318_204_553)`;
    // The owner may act as the worker, and inherits nothing from it: no policy made for the worker opens a row to the owner.
    await owner`grant app_worker to current_user with inherit false, set true`;
    await owner.unsafe(`create schema if not exists ${JOB_QUEUE} authorization app_worker`);
    await owner`set role app_worker`;
    const [made] = await owner`select to_regclass(${`${JOB_QUEUE}.version`}) as version`;
    if (!made?.version) await owner.unsafe(PgBoss.getConstructionPlans(JOB_QUEUE).replace(MAKES_SCHEMA, ''));
  } finally {
    await owner.end({ timeout: 5 });
  }
}
