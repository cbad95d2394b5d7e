import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { freePort } from '../../db/embedded';
import { startChild } from '../../server/children';
import { PROJECT } from '../../server/production-build';
import type { Stopping } from '../../server/stopping';
import { type SignedIn, signIn } from './browsing';
import type { FloorPage, FloorSettings } from './floor';
import { openFloorDatabase } from './floor-database';
import { recordFloorPages } from './floor-pages';
import type { Installation } from './installation';
import type { Target } from './targets';
import { recordWire } from './wire';

const POOL_SIZE = 10;

/** The application and the floor beside it, both answering, and the people signed in. */
export type Standing = { origin: string; appPort: number; floorPort: number; people: Map<string, SignedIn>; pages: FloorPage[] };

/** Records what the application sends and shows for each target, then starts it again without the recorder, and the floor. */
export async function standUp(installation: Installation, targets: Target[], stopping: Stopping, wantedPort?: number): Promise<Standing> {
  const { folder, database } = installation;
  const appPort = await freePort(wantedPort);
  const origin = `http://127.0.0.1:${appPort}`;
  const start = async (url: string) => {
    const env = { PUBLIC_ORIGIN: origin, APP_DATABASE_URL: url, POOL_SIZE: String(POOL_SIZE), LIMITS_TIMES: '10000' };
    const child = await startChild({ name: 'web', logFile: folder.file('server.log'), env });
    stopping.add(child.stop);
    return child;
  };
  const wire = await recordWire(database.appUrl);
  stopping.add(wire.close);
  const recorded = await start(wire.url);
  const people = new Map<string, SignedIn>();
  for (const account of new Set(targets.flatMap(({ addresses }) => addresses.map((address) => address.account)))) {
    people.set(account.email, await signIn(origin, account));
  }
  const floor = openFloorDatabase(database.appUrl, 1);
  const pages: FloorPage[] = [];
  for (const target of targets) pages.push(...(await recordFloorPages(target, { origin, wire, floor, people })));
  await floor.end();
  await recorded.stop();
  await start(database.appUrl);
  const floorPort = await startFloor({ databaseUrl: database.appUrl, poolSize: POOL_SIZE, pages }, stopping);
  return { origin, appPort, floorPort, people, pages };
}

async function startFloor(settings: FloorSettings, stopping: Stopping): Promise<number> {
  const child = startBenchProcess('floor', stopping);
  child.send(settings);
  return (await answerOf<{ port: number }>(child)).port;
}

/** A process of the bench beside this one; it ends with it. */
export function startBenchProcess(name: 'floor' | 'load', stopping: Stopping): ChildProcess {
  const child = fork(path.join(PROJECT, 'tests/bench', `${name}.ts`), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production' },
    serialization: 'advanced',
  });
  stopping.add(
    () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  );
  return child;
}

export function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`A process of the bench ended (${code}).`));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      resolve(answer as Answer);
    });
  });
}
