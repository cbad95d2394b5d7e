import { inflateSync } from 'node:zlib';

/** The words of each page of a PDF that the worker made, read through the table by which each of its fonts says what its signs are. */
export function pagesOfPdf(bytes: Buffer): string[] {
  const objects = new Map(
    [...bytes.toString('latin1').matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => [String(id), String(body)]),
  );
  const at = (id: string | undefined) => objects.get(id ?? '') ?? '';
  const reference = (body: string, name: string) => new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1];
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  return pages.map((page) => {
    const fonts = new Map(
      [...at(reference(page, 'Resources')).matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [
        name,
        signsOf(streamOf(at(reference(at(id), 'ToUnicode')))),
      ]),
    );
    return wordsOf(streamOf(at(reference(page, 'Contents'))), fonts);
  });
}

type Signs = Map<number, string>;

function streamOf(body: string): string {
  const stream = Buffer.from(/stream\n([\s\S]*)\nendstream/.exec(body)?.[1] ?? '', 'latin1');
  return (body.includes('/FlateDecode') ? inflateSync(stream) : stream).toString('latin1');
}

function signsOf(table: string): Signs {
  const signs: Signs = new Map();
  for (const [, from, list] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    // Two letters drawn as one stand apart in their entry.
    for (const [index, [, code]] of [...String(list).matchAll(/<([0-9a-f ]*)>/g)].entries())
      signs.set(
        Number.parseInt(String(from), 16) + index,
        Buffer.from(String(code).replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      );
  }
  return signs;
}

function wordsOf(content: string, fonts: Map<string | undefined, Signs>): string {
  let font: Signs | undefined;
  const lines: string[] = [];
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name);
    else
      lines.push(
        [...String(shown).matchAll(/<([0-9a-f]+)>/g)]
          .flatMap(([, codes]) => String(codes).match(/.{4}/g) ?? [])
          // A sign that no font draws is the first of its table.
          .map((code) => (code === '0000' ? '\ufffd' : (font?.get(Number.parseInt(code, 16)) ?? '\ufffd')))
          .join(''),
      );
  }
  return lines.join('\n');
}
