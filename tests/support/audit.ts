import { spawnSync } from 'node:child_process';
import { NOT_RUN } from './outcome';

type Advisory = { source?: number; url?: string; title?: string; severity?: string };
type Vulnerability = { name: string; severity: string; via: (string | Advisory)[] };

/** Advisories we live with, why, and until when: after that day the check fails again. */
const EXCEPTIONS: { advisory: string; until: string; why: string }[] = [];

const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', shell: process.platform === 'win32' });
const report = parse(stdout);
if (!report?.vulnerabilities) {
  console.log(`not run: ${report?.message ?? 'the registry gave no answer'}`);
  process.exit(NOT_RUN);
}
const today = new Date().toISOString().slice(0, 10);
const excused = new Set(EXCEPTIONS.filter(({ until }) => until >= today).map(({ advisory }) => advisory));
const advisories = Object.values(report.vulnerabilities).flatMap(({ name, via }) =>
  via.filter((cause): cause is Advisory => typeof cause === 'object').map((cause) => ({ name, ...cause })),
);
const open = advisories.filter(({ url }) => !excused.has(url ?? ''));
for (const { name, severity, title, url } of open) console.log(`${severity}  ${name}  ${title}  ${url}`);
console.log(`${advisories.length} known advisories, ${advisories.length - open.length} excused until a date.`);
process.exit(open.length > 0 ? 1 : 0);

function parse(text: string): { message?: string; vulnerabilities?: Record<string, Vulnerability> } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
