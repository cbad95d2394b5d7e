import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { findBrowser } from './tests/support/browser';
import { OTHER_WALKS, PAIRWISE_WALKS, type Walk, walkName } from './tests/support/walks';

const launchOptions = await findBrowser();
const port = process.env.E2E_PORT ?? '4390';
const isLong = process.env.E2E_LONG === '1';
/** Between them, these two hold each language, width and theme, with JavaScript and without. */
const VISITED = PAIRWISE_WALKS.slice(0, 2);
const walks = isLong ? [...OTHER_WALKS, ...PAIRWISE_WALKS.slice(2)] : PAIRWISE_WALKS;

function testsOf(walk: Walk): string[] {
  const isPairwise = PAIRWISE_WALKS.includes(walk);
  return [...(isPairwise === isLong ? [] : ['**/*.walk.ts']), ...(isLong || VISITED.includes(walk) ? ['**/*.visit.ts'] : [])];
}

function optionsOf({ javaScript, language, width, theme }: Walk): PlaywrightTestConfig['use'] {
  return {
    javaScriptEnabled: javaScript,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    viewport: { width, height: width === 360 ? 780 : 800 },
    hasTouch: width === 360,
    colorScheme: theme,
  };
}

const ONCE = { name: 'once', testMatch: '**/*.once.ts', use: optionsOf(PAIRWISE_WALKS[0] as Walk) };
// Hundreds of pages: what a picture would show, the fault's line says.
const AXE = {
  name: 'axe',
  testMatch: isLong ? '**/pages.axe.ts' : '**/*.axe.ts',
  use: { ...optionsOf(PAIRWISE_WALKS[0] as Walk), screenshot: 'off' as const },
};

const WALKS = walks.map((walk) => ({ name: walkName(walk), testMatch: testsOf(walk), use: optionsOf(walk) }));

/**
 * Main journeys, `*.walk.ts`, run in each walk of the test command; side ones, `*.visit.ts`, in two of them; `*.once.ts` and `*.axe.ts`
 * once, setting what they need themselves. The long test runs what is left: every other walk, and the pages of all for each other role.
 */
export default defineConfig({
  testDir: './tests/e2e',
  globalSetup: './tests/support/e2e-server.ts',
  outputDir: './test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env.TEST_RUN === '1',
  timeout: 60_000,
  reporter: process.env.TEST_RUN === '1' ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: process.env.E2E_DATA ? undefined : `http://127.0.0.1:${port}`,
    timezoneId: 'Europe/Paris',
    // A trace costs each walk a third of its time: E2E_TRACE=1 keeps those of failures, for who looks into one.
    trace: process.env.E2E_TRACE === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    actionTimeout: 10_000,
    launchOptions,
  },
  // Hundreds of walks leave few things as the pages' other people are to find them: their pages come first then.
  projects: isLong ? [AXE, ...WALKS] : [...WALKS, ONCE, AXE],
});
