import { expect } from '@playwright/test';
import { test } from '../support/walk';

// React listens for presses before it has taken the page over; one that comes then is not to disturb it.
test('presses while a page comes alive disturb nothing', async ({ page, signIn }) => {
  await signIn('advisor');
  await page.addInitScript(() => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => {
      document.body?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      if (performance.now() < 3000) port1.postMessage(null);
    };
    port1.postMessage(null);
  });
  for (const address of ['/cases', '/companies']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForFunction(() => performance.now() > 3000);
  }
});
