import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import { env } from '~/platform/env.server';
import { log, logError } from '~/platform/log.server';
import { stopOnSignal, tellParent } from './children';
import { createHttpServer } from './http-server';
import { CLIENT_BUILD, SERVER_BUILD } from './production-build';
import { assertRestrictedRole } from './restricted-role';
import { answerByShortlist } from './shortlist';

/** What the application's server bundle gives the process around it, beside its pages. */
type ServerEntry = {
  databaseAnswers: () => Promise<boolean>;
  closeDatabase: () => Promise<void>;
};

async function serve(): Promise<void> {
  const settings = env();
  await assertRestrictedRole(settings.databaseUrl);
  const build = (await import(pathToFileURL(SERVER_BUILD).href)) as ServerBuild;
  const entry = build.entry.module as unknown as ServerEntry;
  const http = createHttpServer({
    env: settings,
    handler: answerByShortlist(build),
    isReady: () => entry.databaseAnswers(),
    clientFiles: CLIENT_BUILD,
  });
  const port = await http.listen(settings.port, settings.host);
  log('info', 'web.ready', { port });
  await tellParent({ type: 'ready', port });
  stopOnSignal(async () => {
    log('info', 'web.draining');
    await http.drain();
    await entry.closeDatabase();
    log('info', 'web.stopped');
  });
}

process.on('unhandledRejection', (error) => logError('web.unhandled_rejection', error));

serve().catch(async (error: NodeJS.ErrnoException) => {
  logError('web.not_started', error);
  await tellParent({ type: 'failed', code: error.code, message: error.message });
  process.exit(1);
});
