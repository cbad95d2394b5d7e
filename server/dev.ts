import { parseArgs } from 'node:util';
import type { ServerBuild } from '@remix-run/node';
import { createRequestHandler } from '@remix-run/node';
import { createServer as createViteServer } from 'vite';
import { readEnv } from '~/platform/env.server';
import { freePort } from '../db/embedded';
import { startChild } from './children';
import { holdDataFolder, keptSecret, writeWhole } from './data-folder';
import { fillDemo } from './demo-data';
import { createHttpServer } from './http-server';
import { prepareDatabase } from './prepared-database';
import { say } from './progress';
import { runUntilStopped, type Stopping } from './stopping';

const FIRST_PORT = 5300;

/** The application on its demonstration data, rebuilt in the browser as files change, behind the same guards as in production. */
async function develop(stopping: Stopping): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string', default: '.data/dev' } } });
  const folder = await holdDataFolder(values.data);
  const database = await prepareDatabase(folder, process.env, stopping);
  const accounts = await fillDemo(folder, database.ownerUrl, {});
  const port = await freePort(Number(values.port ?? FIRST_PORT), FIRST_PORT, 600);
  const url = `http://127.0.0.1:${port}`;
  writeWhole(folder.file('demo.json'), { url, signIn: `${url}/sign-in`, accounts });

  delete process.env.DATABASE_URL;
  const settings = {
    PUBLIC_ORIGIN: url,
    APP_DATABASE_URL: database.appUrl,
    DEMO: '1',
    DEMO_FILE: folder.file('demo.json'),
    FILES_DIR: folder.file('files'),
    SECOND_FACTOR_KEY: keptSecret(folder, 'second-factor-key'),
  };
  Object.assign(process.env, settings);
  const vite = await createViteServer({ server: { middlewareMode: true, hmr: { port: await freePort() } } });
  stopping.add(() => vite.close());
  const http = createHttpServer({
    env: readEnv(process.env),
    development: vite.middlewares,
    isReady: async () => true,
    handler: async (request, context) => {
      const build = (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild;
      return createRequestHandler(build, 'development')(request, context);
    },
  });
  await http.listen(port, '127.0.0.1');
  stopping.add(() => http.drain(500));
  const worker = await startChild({
    name: 'worker',
    env: { ...settings, NODE_ENV: 'development', APP_DATABASE_URL: database.workerUrl },
  });
  stopping.add(worker.stop);
  say(`\nPerspective PME, for development  ${url}\nAccounts: ${folder.file('demo.json')}`);
}

runUntilStopped(develop);
