import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const NARROW = '\u202f';
const FIXED = '\u00a0';

/** French spacing: narrow no-break before `: ; ! ?` and inside « », no-break before a unit; apostrophes curled. */
export function frenchSpaces(text: string): string {
  return text
    .replace(/[ \u00a0\u202f]+([:;!?»])/g, `${NARROW}$1`)
    .replace(/«[ \u00a0\u202f]*/g, `«${NARROW}`)
    .replace(/([\d}#])[ \u202f](%|€|k€|M€|Md€|ko|Mo|Go|ETP)(?![\p{L}])/gu, `$1${FIXED}$2`)
    .replace(/(\p{L})'(?=\p{L})/gu, '$1’');
}

// `npx tsx tests/support/french-spaces.ts` rewrites the French files, so that authors may type ordinary spaces.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = new URL('../../app/i18n/messages/', import.meta.url);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.fr.json'))) {
    const path = new URL(name, folder);
    const source = readFileSync(path, 'utf8');
    const texts = JSON.parse(source) as Record<string, string>;
    const spaced = `${JSON.stringify(Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, frenchSpaces(text)])), null, 2)}\n`;
    if (spaced !== source) writeFileSync(path, spaced);
  }
}
