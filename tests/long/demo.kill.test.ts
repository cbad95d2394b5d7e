import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { PROJECT } from '../support/commands';
import { answers, DemoHome } from '../support/demo-process';

const demos = new DemoHome();

afterEach(() => demos.stopAll());
afterAll(() => demos.remove());

describe('npm run demo', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s to npm stops the application and its database, and the next start is quick',
    async (signal) => {
      const first = await demos.start('one');
      expect(await answers(first.demo.url)).toBe(true);
      first.npm.kill(signal);
      await demos.untilGone('one');
      expect(existsSync(path.join(demos.folder('one'), 'demo.json'))).toBe(false);
      const second = await demos.start('one');
      expect(second.demo).toEqual(first.demo);
      expect(second.seconds).toBeLessThan(5);
    },
  );

  test('Ctrl-C in the terminal reaches every process at once, and all end in order', async () => {
    const { npm } = await demos.start('one');
    process.kill(-(npm.pid as number), 'SIGINT');
    await demos.untilGone('one');
  });

  test('two run side by side, each on its own ports, kept between starts', async () => {
    const [one, two] = await Promise.all([demos.start('one'), demos.start('two')]);
    expect(one.demo.url).not.toBe(two.demo.url);
    expect(await Promise.all([answers(one.demo.url), answers(two.demo.url)])).toEqual([true, true]);
  });

  test('a second one on the same folder is refused in a sentence, and the first goes on', async () => {
    const { demo } = await demos.start('one');
    const second = spawn('npm', ['run', 'demo', '--', '--data', demos.folder('one')], { cwd: PROJECT });
    let said = '';
    second.stderr.on('data', (chunk) => (said += chunk));
    const code = await new Promise((resolve) => second.once('exit', resolve));
    expect(code).toBe(1);
    expect(said).toContain(`Another process already uses ${demos.folder('one')}`);
    expect(said).not.toContain('    at ');
    expect(await answers(demo.url)).toBe(true);
    expect(existsSync(path.join(demos.folder('one'), 'demo.json'))).toBe(true);
  });

  test.each([
    ['the command', 'server/demo.ts'],
    ['npm', 'npm run demo'],
  ])('kill -9 of %s ends the rest, and the next start finds everything again', async (_case, part) => {
    const before = await demos.start('one');
    process.kill(demos.pidOf('one', part), 'SIGKILL');
    // The database may outlive a killed command: the next start adopts it.
    for (const end = Date.now() + 10_000; await answers(before.demo.url); await sleep(100)) expect(Date.now()).toBeLessThan(end);
    const after = await demos.start('one');
    expect(after.demo.accounts).toEqual(before.demo.accounts);
    expect(after.seconds).toBeLessThan(8);
    expect(await answers(after.demo.url)).toBe(true);
  });

  test('kill -9 of every process, database included, loses nothing and the next start recovers', async () => {
    const before = await demos.start('one');
    for (const { pid } of demos.processesOf('one')) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended with the one before.
      }
    }
    const after = await demos.start('one');
    expect(after.demo).toEqual(before.demo);
    expect(await answers(after.demo.url)).toBe(true);
  });

  test.each(['processes/web.js', 'processes/worker.js'])('kill -9 of %s alone: it is back within five seconds', async (part) => {
    const { demo } = await demos.start('one');
    const killed = demos.pidOf('one', part);
    process.kill(killed, 'SIGKILL');
    await sleep(50);
    for (const end = Date.now() + 5_000; ; await sleep(100)) {
      expect(Date.now()).toBeLessThan(end);
      const current = demos.processesOf('one').find(({ command }) => command.includes(part));
      if (current && current.pid !== killed && (await answers(demo.url))) break;
    }
  });
});
