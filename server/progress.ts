const PATIENCE_MS = 2_000;

/** Runs a step of a start and tells how it goes: its name, a sign of life every two seconds with what it told last, its time. */
export async function step<T>(title: string, work: (tell: (doing: string) => void) => Promise<T>): Promise<T> {
  const start = Date.now();
  let doing = '';
  const seconds = () => `${((Date.now() - start) / 1_000).toFixed(1)} s`;
  const beat = setInterval(() => say(`  … ${title}: ${seconds()}${doing}`), PATIENCE_MS);
  try {
    const result = await work((told) => {
      doing = `, ${told}`;
    });
    say(`  ✓ ${title} (${seconds()})`);
    return result;
  } finally {
    clearInterval(beat);
  }
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Ends the process with the sentence of an expected trouble, without a stack. */
export function giveUp(error: unknown): never {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
