import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '../db/embedded';
import { buildIfNeeded } from '../server/production-build';
import { findBrowser } from './support/browser';
import { endCommands, PROJECT } from './support/commands';
import { startTestServer } from './support/database-template';
import { firstLoadExcesses } from './support/first-load';
import { type Outcome, printSummary } from './support/outcome';
import { runStaticChecks } from './support/static-checks';
import { runPlaywright, runVitest } from './support/test-tiers';

const { values: options } = parseArgs({ options: { long: { type: 'boolean', default: false }, ci: { type: 'boolean', default: false } } });

/** Seconds after which a tier names its slowest files. */
const BUDGET = { fast: 5 * 60, browser: 6 * 60 };

async function runShort(): Promise<Outcome[]> {
  const [checks, build] = await Promise.all([runStaticChecks(console.log), runBuild()]);
  const fast = await withDatabaseServer((TEST_PG_URL) =>
    runVitest({
      tier: 'unit and database',
      args: ['--project=unit', '--project=database'],
      env: { TEST_PG_URL },
      budgetSeconds: BUDGET.fast,
    }),
  );
  return [...checks, build, weighFirstLoads(), fast, await runBrowser('browser', [], {})];
}

async function runLong(): Promise<Outcome[]> {
  const outcomes: Outcome[] = [await runBuild()];
  // Dates are the same on a machine anywhere: far east, far west, and on Greenwich.
  for (const TZ of ['Pacific/Auckland', 'America/Los_Angeles', 'UTC']) {
    outcomes.push(await runVitest({ tier: `unit in ${TZ}`, args: ['--project=unit'], env: { TZ } }));
  }
  const properties = filesOf('tests/unit').filter((file) => /\.test\.tsx?$/.test(file) && isAboutProperties(file));
  if (properties.length > 0) {
    const args = ['--project=unit', '--testTimeout=240000', ...properties.map((file) => `tests/unit/${file}`)];
    outcomes.push(await runVitest({ tier: 'properties × 50', args, env: { PROPERTY_FACTOR: '50' } }));
  }
  if (filesOf('tests/long').some((file) => file.endsWith('.test.ts'))) {
    const withoutKills = options.ci ? ['--exclude=**/*.kill.test.ts'] : [];
    outcomes.push(
      await withDatabaseServer((TEST_PG_URL) =>
        runVitest({ tier: 'long', args: ['--project=long', ...withoutKills], env: { TEST_PG_URL } }),
      ),
    );
    if (options.ci)
      outcomes.push(
        notRun('kill tests', 'left out by --ci', filesOf('tests/long').filter((file) => file.endsWith('.kill.test.ts')).length),
      );
  }
  outcomes.push(await runBrowser('browser, the other walks', [], { E2E_LONG: '1' }));
  return outcomes;
}

async function runBuild(): Promise<Outcome> {
  const start = Date.now();
  const outcome = (failed: number): Outcome => ({
    tier: 'production build',
    passed: 1 - failed,
    failed,
    notRun: 0,
    seconds: (Date.now() - start) / 1_000,
  });
  try {
    await buildIfNeeded();
    return outcome(0);
  } catch (error) {
    console.log((error as Error).message);
    return outcome(1);
  }
}

function weighFirstLoads(): Outcome {
  const tier = 'weight of first loads';
  try {
    const excesses = firstLoadExcesses();
    if (excesses.length > 0) console.log(`\n✗ ${tier}\n${excesses.join('\n')}`);
    return { tier, passed: excesses.length > 0 ? 0 : 1, failed: excesses.length > 0 ? 1 : 0, notRun: 0, seconds: 0 };
  } catch {
    return notRun(tier, 'there is no build', 1);
  }
}

async function runBrowser(tier: string, args: string[], env: Record<string, string>): Promise<Outcome> {
  const hasTests = filesOf('tests/e2e').some((file) => /\.(walk|once|axe)\.ts$/.test(file));
  if (!hasTests) return notRun(tier, 'no browser tests are here', 1);
  try {
    await findBrowser();
  } catch (error) {
    return notRun(tier, (error as Error).message, 1);
  }
  const E2E_PORT = String(await freePort(undefined, 4_900, 90));
  return runPlaywright({ tier, args, env: { ...env, E2E_PORT }, budgetSeconds: BUDGET.browser });
}

async function withDatabaseServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const server = await startTestServer();
  stopServer = server.stop;
  try {
    return await work(server.adminUrl);
  } finally {
    stopServer = undefined;
    await server.stop();
  }
}

function notRun(tier: string, reason: string, count: number): Outcome {
  return { tier, passed: 0, failed: 0, notRun: count, reason, seconds: 0 };
}

function isAboutProperties(file: string): boolean {
  return readFileSync(path.join(PROJECT, 'tests/unit', file), 'utf8').includes("from 'fast-check'");
}

function filesOf(folder: string): string[] {
  const directory = path.join(PROJECT, folder);
  return existsSync(directory) ? readdirSync(directory, { recursive: true, encoding: 'utf8' }) : [];
}

let stopServer: (() => Promise<void>) | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, async () => {
    endCommands();
    await stopServer?.();
    process.exit(130);
  });
}

console.log(`Node ${process.versions.node} on ${process.platform} ${process.arch}${options.long ? ', long tests' : ''}`);
const outcomes = await (options.long ? runLong() : runShort());
printSummary(outcomes);
process.exit(outcomes.some(({ failed }) => failed > 0) ? 1 : 0);
