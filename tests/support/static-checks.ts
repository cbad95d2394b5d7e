import { runCommand, tool } from './commands';
import { NOT_RUN, type Outcome } from './outcome';

/** Checks that look at the source alone; each counts as one test. */
const CHECKS: { name: string; args: string[] }[] = [
  { name: 'types', args: [tool('typescript/bin/tsc'), '--noEmit'] },
  { name: 'lint and format', args: [tool('@biomejs/biome/bin/biome'), 'check', '.'] },
  {
    name: 'imports',
    args: [tool('dependency-cruiser/bin/dependency-cruise.mjs'), 'app', 'db', 'server', 'tests', '--config', '.dependency-cruiser.cjs'],
  },
  { name: 'unused code', args: [tool('knip/bin/knip.js')] },
  { name: 'migrations match the schema', args: ['--import', 'tsx', 'tests/support/schema-drift.ts'] },
  { name: 'known vulnerabilities', args: ['--import', 'tsx', 'tests/support/audit.ts'] },
];

export async function runStaticChecks(print: (line: string) => void): Promise<Outcome[]> {
  return Promise.all(
    CHECKS.map(async ({ name, args }) => {
      const { code, output, seconds } = await runCommand(args);
      const isNotRun = code === NOT_RUN;
      const hasFailed = code !== 0 && !isNotRun;
      if (hasFailed) print(`\n✗ ${name}\n${output.trim().slice(-8_000)}\n`);
      const reason = isNotRun ? output.trim().replace(/^not run: /, '') : undefined;
      return { tier: name, passed: code === 0 ? 1 : 0, failed: hasFailed ? 1 : 0, notRun: isNotRun ? 1 : 0, reason, seconds };
    }),
  );
}
