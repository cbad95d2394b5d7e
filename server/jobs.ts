import { database } from '~/platform/database.server';
import { checkAudit } from './check-audit';
import { foldTotals } from './fold-totals';
import { makeCopies } from './make-copies';
import { refreshHealth } from './refresh-health';
import { runRetention } from './run-retention';
import { sealAudit } from './seal-audit';
import { sendDueMail } from './send-mail';
import { sweepFiles } from './sweep-files';

export type Job = {
  name: string;
  /** When it runs, on Paris clocks: minute, hour, day, month, weekday. */
  cron: string;
  /** Also run when the worker starts: what a night without it left undone. */
  catchesUp?: boolean;
  /** Also run as soon as the database announces this. */
  isAnnouncedBy?: string;
  run: () => Promise<unknown>;
};

/** What happens by time alone. A job that fails is tried again, and one that was cut by a stop runs again. */
export const JOBS: Job[] = [
  {
    name: 'close-expired-sessions',
    cron: '20 * * * *',
    run: () => database()`select access.close_expired_sessions()`,
  },
  {
    name: 'close-expired-links',
    cron: '40 3 * * *',
    run: () => database()`select access.sweep_links()`,
  },
  { name: 'sweep-files', cron: '10 4 * * *', run: () => sweepFiles() },
  { name: 'fold-impact', cron: '* * * * *', run: () => foldTotals() },
  {
    name: 'refresh-staff',
    cron: '1 0 * * *',
    catchesUp: true,
    run: () => database()`select access.refresh_staff()`,
  },
  { name: 'send-mail', cron: '* * * * *', catchesUp: true, isAnnouncedBy: 'mail_due', run: () => sendDueMail() },
  { name: 'make-copies', cron: '* * * * *', catchesUp: true, run: () => makeCopies() },
  { name: 'seal-audit', cron: '*/10 * * * *', catchesUp: true, run: () => sealAudit() },
  { name: 'run-retention', cron: '10 3 * * *', run: () => runRetention() },
  { name: 'check-audit', cron: '30 4 * * *', run: () => checkAudit() },
  { name: 'refresh-health', cron: '5 0 * * *', catchesUp: true, run: () => refreshHealth() },
];
