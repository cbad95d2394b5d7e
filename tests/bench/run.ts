import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import type { DemoSize } from '../../server/demo-data';
import { giveUp, say, step } from '../../server/progress';
import { runUntilStopped, type Stopping } from '../../server/stopping';
import { growthTableOf, measureGrowth } from './growth';
import { type Installation, openInstallation } from './installation';
import { measure, warmUp } from './measure';
import { tableOf } from './report';
import { standUp, startBenchProcess } from './standing';
import { findTargets, PAGES, type PageName } from './targets';

const USAGE = `npm run bench -- [--scale N | --cases N [--beside N]] [--pages ${PAGES.join(',')}] [--seconds S] [--json FILE] [--port PORT]`;

type Options = {
  size: DemoSize;
  beside: number | undefined;
  pages: readonly PageName[];
  seconds: number;
  json: string | undefined;
  port: number | undefined;
};

function readOptions(): Options {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      options: { scale: text, cases: text, beside: text, pages: text, seconds: text, json: text, port: text },
    });
    if (values.scale && values.cases) throw new Error('--scale and --cases exclude each other.');
    if (values.beside && !values.cases) throw new Error('--beside needs --cases, which it is compared with.');
    const pages = values.pages?.split(',') ?? PAGES;
    const unknown = pages.find((page) => !PAGES.includes(page as PageName));
    if (unknown !== undefined) throw new Error(`--pages ${unknown}: no such page.`);
    const size = values.cases ? { cases: above(0, values.cases) } : { scale: above(0, values.scale ?? '1') };
    const seconds = above(0, values.seconds ?? '9');
    const beside = values.beside ? above(0, values.beside) : undefined;
    return { size, beside, pages: pages as PageName[], seconds, json: values.json, port: values.port ? above(0, values.port) : undefined };
  } catch (error) {
    return giveUp(`${(error as Error).message}\n${USAGE}`);
  }
}

function above(least: number, text: string): number {
  const value = Number(text);
  if (!(value > least)) throw new Error(`${text}: a number above ${least} is needed.`);
  return value;
}

async function bench({ size, pages, seconds, json, port }: Options, stopping: Stopping): Promise<number> {
  const name = size.cases ? `cases-${size.cases}` : `scale-${size.scale}`;
  const installation = await openInstallation(name, size, stopping);
  const cases = await countCases(installation);
  const targets = await findTargets(installation.database.ownerUrl, installation.accounts, pages);
  const standing = await step('recording the pages', () => standUp(installation, targets, stopping, port));
  const errors: string[] = [];
  const loader = { standing, load: startBenchProcess('load', stopping), onErrors: (found: string[]) => errors.push(...found) };
  await step('warming up', () => warmUp(loader, targets, 1.5));
  say(`\n${cases} cases, ${seconds} s for each line, Node ${process.versions.node}`);
  const rows = await measure(loader, targets, seconds, say);
  say(`\n${tableOf(rows)}\n`);
  if (json) writeFileSync(json, `${JSON.stringify({ cases, rows }, null, 2)}\n`);
  for (const error of new Set(errors)) say(`✗ ${error}`);
  return errors.length;
}

/** The same pages of two worlds, asked in turn: what a page costs more where there are more cases. */
async function compare({ size, beside, pages, seconds, json }: Options, stopping: Stopping): Promise<number> {
  const worlds = [];
  for (const cases of [size.cases as number, beside as number]) {
    const installation = await openInstallation(`cases-${cases}`, { cases }, stopping);
    const targets = await findTargets(installation.database.ownerUrl, installation.accounts, pages);
    const standing = await step(`recording the pages of ${cases} cases`, () => standUp(installation, targets, stopping));
    worlds.push({ standing, targets });
  }
  const errors: string[] = [];
  const rows = await measureGrowth(startBenchProcess('load', stopping), worlds, seconds, (found) => errors.push(...found));
  say(`\n${size.cases} and ${beside} cases\n\n${growthTableOf(rows)}\n`);
  if (json) writeFileSync(json, `${JSON.stringify({ cases: [size.cases, beside], rows }, null, 2)}\n`);
  for (const error of new Set(errors)) say(`✗ ${error}`);
  return errors.length;
}

async function countCases({ database }: Installation): Promise<number> {
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    return await sql.begin(async (tx) => {
      // Counted as the system, of which the database's owner sees every cluster.
      await tx`select access.enter_system((select id from clusters order by id limit 1), 'bench')`;
      const [row] = await tx<{ count: number }[]>`select count(*)::int count from cases`;
      return row?.count ?? 0;
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const options = readOptions();
runUntilStopped(async (stopping) => {
  const failures = await (options.beside ? compare : bench)(options, stopping);
  await stopping.end();
  process.exit(failures > 0 ? 1 : 0);
});
