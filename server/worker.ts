import PgBoss from 'pg-boss';
import { closeDatabase, database } from '~/platform/database.server';
import { env } from '~/platform/env.server';
import { log, logError } from '~/platform/log.server';
import { stopOnSignal, tellParent } from './children';
import { JOB_QUEUE } from './job-queue';
import { JOBS, type Job } from './jobs';
import { assertRestrictedRole } from './restricted-role';

const STOP_MS = 8_000;

async function work(): Promise<void> {
  await assertRestrictedRole(env().databaseUrl);
  const boss = new PgBoss({ connectionString: env().databaseUrl, schema: JOB_QUEUE, max: 3, application_name: 'perspective-pme-jobs' });
  boss.on('error', (error) => logError('jobs.error', error));
  await boss.start();
  for (const job of JOBS) await register(boss, job);
  log('info', 'worker.ready', { jobs: JOBS.length });
  await tellParent({ type: 'ready' });
  stopOnSignal(async () => {
    // Jobs in progress get their time; what is cut goes back to the queue.
    await boss.stop({ graceful: true, wait: true, timeout: STOP_MS });
    await closeDatabase();
    log('info', 'worker.stopped');
  });
}

async function register(boss: PgBoss, job: Job): Promise<void> {
  // `short` keeps one waiting run at most, however long the worker was away.
  await boss.createQueue(job.name, { name: job.name, policy: 'short', retryLimit: 3, retryBackoff: true, expireInSeconds: 900 });
  await boss.schedule(job.name, job.cron, {}, { tz: 'Europe/Paris' });
  await boss.work(job.name, async ([run]) => {
    const start = performance.now();
    try {
      await job.run();
      log('info', 'job.done', { job: job.name, run: run?.id, ms: Math.round(performance.now() - start) });
    } catch (error) {
      logError('job.failed', error, { job: job.name, run: run?.id });
      throw error;
    }
  });
  if (job.catchesUp) await boss.send(job.name, {});
  if (job.isAnnouncedBy) await database().listen(job.isAnnouncedBy, () => void boss.send(job.name, {}));
}

process.on('unhandledRejection', (error) => logError('worker.unhandled_rejection', error));

work().catch(async (error: NodeJS.ErrnoException) => {
  logError('worker.not_started', error);
  await tellParent({ type: 'failed', code: error.code, message: error.message });
  process.exit(1);
});
