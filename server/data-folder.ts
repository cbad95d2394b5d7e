import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 3_000;

/** The folder an installation keeps everything in, held by one process at a time. */
export type DataFolder = {
  path: string;
  file: (name: string) => string;
};

/**
 * Makes the folder and holds it until this process ends, however it ends: the hold is a listening socket,
 * which the system takes back even from a killed process. Throws a readable sentence when another process has it.
 */
export async function holdDataFolder(directory: string): Promise<DataFolder> {
  mkdirSync(directory, { recursive: true });
  const folder = realpathSync(directory);
  const name = `perspective-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`;
  // One that was just killed or told to stop lets go in a moment.
  for (const end = Date.now() + PATIENCE_MS; !(await hold(name)); await sleep(200)) {
    if (Date.now() < end) continue;
    throw new Error(`Another process already uses ${folder}: stop it, or give this one its own folder with --data DIR.`);
  }
  return { path: folder, file: (name) => path.join(folder, name) };
}

/** Takes a name on this machine; gives a release, or nothing when another process has it. */
export function hold(name: string): Promise<(() => void) | undefined> {
  // Linux has names without a file; elsewhere the socket is a file, which a killed process leaves behind.
  return process.platform === 'linux' ? listenOn(`\0${name}`) : holdFile(path.join(tmpdir(), `${name}.sock`));
}

async function holdFile(file: string): Promise<(() => void) | undefined> {
  if (existsSync(file) && !(await isAnswered(file))) rmSync(file, { force: true });
  return listenOn(file);
}

function listenOn(address: string): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => socket.destroy());
    server.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(address, () => {
      server.unref();
      resolve(() => server.close());
    });
  });
}

function isAnswered(file: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(file, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** Writes a file so that a reader finds the whole of it or none, readable by its owner alone. */
export function writeWhole(file: string, value: unknown): void {
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}

/** The value in a JSON file, or nothing when there is no such file. */
export function readWhole<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
}

/** A secret of this folder's installation, drawn once and kept beside its database. */
export function keptSecret(folder: Pick<DataFolder, 'file'>, name: string): string {
  const file = folder.file(`${name}.json`);
  const kept = readWhole<{ secret: string }>(file)?.secret;
  if (kept) return kept;
  const secret = randomBytes(32).toString('base64url');
  writeWhole(file, { secret });
  return secret;
}

/** The application may be running on the same folder: then its database is read, and left running. */
export async function openDataFolder(data: string): Promise<{ folder: DataFolder; isShared: boolean }> {
  try {
    return { folder: await holdDataFolder(data), isShared: false };
  } catch (error) {
    if (!existsSync(data)) throw error;
    const home = realpathSync(data);
    return { folder: { path: home, file: (name) => path.join(home, name) }, isShared: true };
  }
}
