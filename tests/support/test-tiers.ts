import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PROJECT, runCommand, tool } from './commands';
import type { Outcome } from './outcome';

const RESULTS = path.join(PROJECT, '.cache/test-results');

export type TierSettings = { tier: string; args: string[]; env?: Record<string, string>; budgetSeconds?: number };

type VitestReport = {
  testResults: {
    name: string;
    startTime: number;
    endTime: number;
    status: string;
    message?: string;
    assertionResults: { status: string }[];
  }[];
};

/** Runs Vitest and counts its tests; a file that could not even be loaded is a failed test. */
export async function runVitest({ tier, args, env, budgetSeconds }: TierSettings): Promise<Outcome> {
  const file = freshReport(tier);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code, seconds } = await runCommand([tool('vitest/vitest.mjs'), 'run', '--allowOnly=false', ...reporters, ...args], {
    env,
    isLive: true,
  });
  const report = readReport<VitestReport>(file);
  const tests = report?.testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status)) ?? [];
  const count = (...statuses: string[]) => tests.filter((status) => statuses.includes(status)).length;
  const brokenFiles = report?.testResults.filter(
    (result) => result.status === 'failed' && !result.assertionResults.some(({ status }) => status === 'failed'),
  );
  const failed = count('failed') + (brokenFiles?.length ?? 0);
  return {
    tier,
    passed: count('passed'),
    failed: failed || (code === 0 ? 0 : 1),
    notRun: count('skipped', 'pending', 'todo', 'disabled'),
    seconds,
    budgetSeconds,
    files: report?.testResults.map(({ name, startTime, endTime }) => ({
      name: path.relative(PROJECT, name),
      seconds: (endTime - startTime) / 1_000,
    })),
  };
}

type PlaywrightSuite = {
  file: string;
  suites?: PlaywrightSuite[];
  specs?: { tests: { status: string; results: { duration: number }[] }[] }[];
};
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
  suites: PlaywrightSuite[];
};

/** Runs Playwright and counts its tests; a set-up that failed is a failed test. */
export async function runPlaywright({ tier, args, env, budgetSeconds }: TierSettings): Promise<Outcome> {
  const file = freshReport(tier);
  const settings = { ...env, TEST_RUN: '1', PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const { code, seconds } = await runCommand([tool('@playwright/test/cli.js'), 'test', ...args], { env: settings, isLive: true });
  const report = readReport<PlaywrightReport>(file);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  const failed = unexpected + flaky + (report?.errors.length ?? 0);
  return {
    tier,
    passed: expected,
    failed: failed || (code === 0 ? 0 : 1),
    notRun: skipped,
    seconds,
    budgetSeconds,
    files: report?.suites.map((suite) => ({ name: suite.file, seconds: suiteSeconds(suite) })),
  };
}

function suiteSeconds({ suites = [], specs = [] }: PlaywrightSuite): number {
  const own = specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results.map(({ duration }) => duration / 1_000)));
  return [...own, ...suites.map(suiteSeconds)].reduce((sum, seconds) => sum + seconds, 0);
}

function freshReport(tier: string): string {
  mkdirSync(RESULTS, { recursive: true });
  const file = path.join(RESULTS, `${tier.replaceAll(/\W+/g, '-')}.json`);
  rmSync(file, { force: true });
  return file;
}

function readReport<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
