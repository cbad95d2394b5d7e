import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { findBrowser } from './tests/support/browser';
import { OTHER_WALKS, PAIRWISE_WALKS, type Walk, walkName } from './tests/support/walks';

const launchOptions = await findBrowser();
const port = process.env.E2E_PORT ?? '4390';
const isLong = process.env.E2E_LONG === '1';
const walks = isLong ? OTHER_WALKS : PAIRWISE_WALKS;

function optionsOf({ javaScript, language, width, theme }: Walk): PlaywrightTestConfig['use'] {
  return {
    javaScriptEnabled: javaScript,
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    viewport: { width, height: width === 360 ? 780 : 800 },
    hasTouch: width === 360,
    colorScheme: theme,
  };
}

const ONCE: PlaywrightTestConfig['projects'] = [
  { name: 'once', testMatch: '**/*.once.ts', use: optionsOf(PAIRWISE_WALKS[0] as Walk) },
  // Hundreds of pages: what a picture would show, the fault's line says.
  { name: 'axe', testMatch: '**/*.axe.ts', use: { ...optionsOf(PAIRWISE_WALKS[0] as Walk), screenshot: 'off' } },
];

/**
 * `*.walk.ts` runs in each walk, `*.once.ts` and `*.axe.ts` once, setting what they need themselves. The long test runs the walks that
 * the test command leaves out, and nothing a second time.
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
  projects: [...walks.map((walk) => ({ name: walkName(walk), testMatch: '**/*.walk.ts', use: optionsOf(walk) })), ...(isLong ? [] : ONCE)],
});
