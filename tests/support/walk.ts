import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import { PROJECT } from './commands';
import { type Demo, readDemo } from './e2e-server';

type Account = Demo['accounts'][number];
type Language = 'fr' | 'en';

type Walk = {
  language: Language;
  /** The words of the screen in the walk's language: `say('navigation', 'sign_in.title')`. */
  say: (subject: string, key: string, values?: Record<string, string>) => string;
  /** The `nth` demonstration account of a role, in the cluster whose people use the walk's language. */
  account: (role: string, nth?: number) => Account;
  signIn: (role: string, nth?: number) => Promise<Account>;
  /** The same on another page. */
  signInOn: (page: Page, role: string, nth?: number) => Promise<Account>;
  /** A page in a browser of its own, for a second person at work meanwhile. */
  another: () => Promise<Page>;
  /** What the consoles of the walk's pages complained of. */
  complaints: string[];
  /** Says what a test expects the console to complain of; anything else fails it. */
  expectComplaint: (pattern: RegExp) => void;
};

/** Browser tests in the words of the screen. A complaint of the console, a script error or a breach of policy fails them. */
export const test = base.extend<Walk>({
  language: async ({ locale }, use) => use(locale?.startsWith('en') ? 'en' : 'fr'),

  baseURL: async ({ baseURL }, use) => use(baseURL ?? readDemo().url),

  say: async ({ language }, use) => use((subject, key, values = {}) => sentence(language, subject, key, values)),

  account: async ({ language }, use) => use((role, nth = 0) => findAccount(language, role, nth)),

  signIn: async ({ page, signInOn }, use) => use((role, nth) => signInOn(page, role, nth)),

  signInOn: async ({ say, account }, use) => {
    await use(async (page, role, nth) => {
      const chosen = account(role, nth);
      await page.goto('/sign-in');
      await page.getByLabel(say('navigation', 'sign_in.email')).fill(chosen.email);
      await page.getByLabel(say('navigation', 'sign_in.password')).fill(chosen.password);
      await page.getByRole('button', { name: say('navigation', 'sign_in.submit') }).click();
      await expect(page).not.toHaveURL(/\/sign-in/);
      return chosen;
    });
  },

  // biome-ignore lint/correctness/noEmptyPattern: the shape Playwright asks for.
  complaints: async ({}, use) => use([]),

  another: async ({ browser, baseURL, complaints }, use, { project }) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...(project.use as BrowserContextOptions), baseURL });
      contexts.push(context);
      const own = await context.newPage();
      listen(own, complaints);
      return own;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },

  expectComplaint: [
    async ({ page, complaints }, use) => {
      const expected: RegExp[] = [];
      listen(page, complaints);
      await use((pattern) => expected.push(pattern));
      expect(complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
}

/** People of the second cluster of the demonstration use English in the browser tests (e2e-server.ts). */
function findAccount(language: Language, role: string, nth: number): Account {
  const { accounts } = readDemo();
  const clusters = [...new Set(accounts.map(({ cluster }) => cluster))];
  const found = accounts.filter((account) => account.role === role && account.cluster === clusters[language === 'fr' ? 0 : 1])[nth];
  if (!found) throw new Error(`The demonstration has no account ${role} number ${nth}.`);
  return found;
}

function sentence(language: Language, subject: string, key: string, values: Record<string, string>): string {
  const file = path.join(PROJECT, 'app/i18n/messages', `${subject}.${language}.json`);
  const text = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)[key];
  if (text === undefined) throw new Error(`No message ${subject}:${key}.`);
  return text.replaceAll(/\{(\w+)\}/g, (_hole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The message ${subject}:${key} needs ${name}.`);
    return value;
  });
}
