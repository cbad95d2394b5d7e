import { freePort } from '../../db/embedded';
import { startChild } from '../../server/children';
import { say, step } from '../../server/progress';
import { runUntilStopped, type Stopping } from '../../server/stopping';
import { openInstallation } from '../bench/installation';
import { databaseIn } from '../support/e2e-server';
import { fontBytes, measureFirstLoads } from '../support/first-load';
import { meterQueries } from '../support/query-meter';
import { excessesOf, kilobytes, rowsOf, tableOf } from './report';
import { type Site, sendRegisterFiles, visitPages } from './visits';

/** Longer than one write of the application lasts, even on a busy machine: what belongs to one flight is in it. */
const HOLD_MS = 3;

/** The application on the demonstration, with a meter before its database. */
async function openSite(stopping: Stopping): Promise<Site> {
  const { folder, database, accounts } = await openInstallation('budget', { scale: 1 }, stopping);
  const meter = await meterQueries(database.appUrl, HOLD_MS);
  stopping.add(meter.close);
  const origin = `http://127.0.0.1:${await freePort(undefined)}`;
  // One connection prepares a statement once for all the pages that share it.
  const env = { PUBLIC_ORIGIN: origin, APP_DATABASE_URL: meter.url, POOL_SIZE: '1' };
  const web = await startChild({ name: 'web', logFile: folder.file('server.log'), env });
  stopping.add(web.stop);
  const sql = databaseIn(folder.path);
  stopping.add(() => sql.end());
  return { origin, meter, sql, accounts };
}

runUntilStopped(async (stopping) => {
  const site = await openSite(stopping);
  await sendRegisterFiles(site);
  const { visits, unseen } = await step('asking for every page', () => visitPages(site));
  const rows = rowsOf(visits, measureFirstLoads());
  const excesses = excessesOf(rows);
  say(`\nIn kB, the heaviest of each page's states; fonts: ${kilobytes(fontBytes())}\n\n${tableOf(rows)}\n`);
  for (const page of unseen) say(`not seen: ${page}: the demonstration has no such page`);
  for (const excess of excesses) say(`✗ ${excess}`);
  say(`${rows.length} rows of ${new Set(rows.map(({ address }) => address)).size} addresses, ${excesses.length} over a limit`);
  await stopping.end();
  process.exit(excesses.length > 0 ? 1 : 0);
});
