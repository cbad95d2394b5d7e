import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

/** No accessibility fault on the page as it stands: every rule in light, then contrast in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await faultsOn(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await faultsOn(page, { rules: ['color-contrast'] })).toEqual([]);
}

type Look = {
  /** A part of the page alone. */
  within?: string;
  /** These rules alone. */
  rules?: string[];
};

/**
 * What axe finds, one line for each place. It runs in the page itself, brought there once: no page of ours holds a frame. Only what is
 * wrong is described, because to name every place that is right costs most of the time on a long page.
 */
export async function faultsOn(page: Page, look: Look = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async ({ within, rules }) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(within ? { include: [[within]] } : document, {
      resultTypes: ['violations'],
      ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
    });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`));
  }, look);
}
