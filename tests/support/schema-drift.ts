import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROJECT, runCommand, tool } from './commands';

/** Fails when the tables in db/schema are not those the migrations make: a change without its migration. */
const copy = mkdtempSync(path.join(tmpdir(), 'perspective-drift-'));
try {
  cpSync(path.join(PROJECT, 'db/migrations'), copy, { recursive: true });
  const before = readdirSync(copy).length;
  const args = ['generate', '--dialect=postgresql', '--schema=./db/schema/*.ts', `--out=${path.relative(PROJECT, copy)}`, '--name=drift'];
  const { code, output } = await runCommand([tool('drizzle-kit/bin.cjs'), ...args]);
  const drift = readdirSync(copy).length - before;
  if (code !== 0 || drift > 0) console.log(drift > 0 ? 'The schema has changed without a migration: run `npm run db:generate`.' : output);
  process.exitCode = code !== 0 || drift > 0 ? 1 : 0;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
