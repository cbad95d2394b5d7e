/** What a tier of the tests came to. A check that could not be made counts as neither passed nor failed. */
export type Outcome = {
  tier: string;
  passed: number;
  failed: number;
  notRun: number;
  /** Why something was not run. */
  reason?: string;
  seconds: number;
  budgetSeconds?: number;
  /** Test files with their seconds, to name the slow ones. */
  files?: { name: string; seconds: number }[];
};

/** Exit code of a check that could not be made. */
export const NOT_RUN = 75;

export function printSummary(outcomes: Outcome[], print: (line: string) => void = console.log): void {
  const width = Math.max(...outcomes.map(({ tier }) => tier.length));
  print('');
  for (const { tier, passed, failed, notRun, reason, seconds } of outcomes) {
    const left = notRun > 0 ? `  ${notRun} not run: ${reason ?? 'skipped in their files'}` : '';
    print(`${failed > 0 ? '✗' : '✓'} ${tier.padEnd(width)}  ${passed} passed  ${failed} failed  ${seconds.toFixed(0)} s${left}`);
  }
  for (const { tier, seconds, budgetSeconds, files } of outcomes) {
    if (!budgetSeconds || seconds <= budgetSeconds) continue;
    const slowest = [...(files ?? [])].sort((a, b) => b.seconds - a.seconds).slice(0, 5);
    print(
      `${tier} took ${seconds.toFixed(0)} s of ${budgetSeconds} s: ${slowest.map((file) => `${file.name} ${file.seconds.toFixed(0)} s`).join(', ')}`,
    );
  }
  const total = (part: 'passed' | 'failed') => outcomes.reduce((sum, outcome) => sum + outcome[part], 0);
  print('');
  print(`${total('passed')} passed, ${total('failed')} failed`);
}
