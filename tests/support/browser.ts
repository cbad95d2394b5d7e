import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright';

export type BrowserLaunch = { executablePath: string; args: string[]; env?: Record<string, string> };

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const CACHE = path.resolve(import.meta.dirname, '../../.cache');

/**
 * How to launch a Chromium on this machine: CHROMIUM_PATH, else Playwright's own when it is installed, else one on PATH,
 * else the one that comes with `npm ci` on Linux. Throws one sentence with the remedy when there is none.
 */
export async function findBrowser(): Promise<BrowserLaunch> {
  const installed = process.env.CHROMIUM_PATH || playwrightsOwn() || onPath();
  if (installed) return { executablePath: installed, args: launchArguments() };
  if (process.platform === 'linux' && process.arch === 'x64') return packagedBrowser();
  throw new Error('No browser for the tests: run `npx playwright install chromium`, or set CHROMIUM_PATH to a Chromium or Chrome.');
}

function playwrightsOwn(): string | undefined {
  const file = chromium.executablePath();
  return existsSync(file) ? file : undefined;
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}

function launchArguments(): string[] {
  // Chromium's sandbox does not run as root; containers give /dev/shm too little room for pages.
  const args = ['--disable-dev-shm-usage', '--force-color-profile=srgb'];
  return process.getuid?.() === 0 ? [...args, '--no-sandbox'] : args;
}

/** The Chromium of @sparticuz/chromium: compressed in the package, unpacked once with the libraries and fonts it needs. */
async function packagedBrowser(): Promise<BrowserLaunch> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(path.join(path.dirname(entry), '../../package.json'), 'utf8')) as { version: string };
  const home = path.join(CACHE, `chromium-${version}`);
  if (!existsSync(home)) await unpack(home);
  const libraries = [path.join(home, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(path.delimiter);
  const env = { ...(process.env as Record<string, string>), LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: path.join(home, 'fonts') };
  // This build has no sandbox helper and no zygote; the package's other arguments weaken the web's own rules, which we test.
  return { executablePath: path.join(home, 'chromium'), args: [...new Set([...launchArguments(), '--no-sandbox', '--no-zygote'])], env };
}

async function unpack(home: string): Promise<void> {
  const unfinished = `${home}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  await withSettings({ TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' }, async () => {
    await (await import('@sparticuz/chromium')).default.executablePath();
  });
  const fonts = path.join(unfinished, 'fonts/fonts.conf');
  writeFileSync(fonts, readFileSync(fonts, 'utf8').replaceAll('/tmp/fonts', path.join(home, 'fonts')));
  try {
    renameSync(unfinished, home);
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(home)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/**
 * The package unpacks into the temporary folder, brings its libraries only for the system that a variable announces, and
 * sets variables of its own, which must not reach the other programs we start.
 */
async function withSettings(settings: Record<string, string>, work: () => Promise<void>): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, settings);
  try {
    await work();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
