const SIGNS: Record<string, number> = { '’': 0x92, '–': 0x96, '—': 0x97, œ: 0x9c, '€': 0x80, '\u00a0': 0xa0, '\u202f': 0xa0 };

/** A text in the letters of PDF's own fonts (WinAnsi), with what would end it set aside. */
function spelt(text: string): string {
  const bytes = [...text].map((sign) => {
    const code = SIGNS[sign] ?? sign.charCodeAt(0);
    return code < 0x100 ? String.fromCharCode(code) : '?';
  });
  return bytes.join('').replace(/[\\()]/g, '\\$&');
}

/** A page of A4 with a title and some lines, as the bytes of a PDF file. */
export function pdfOf(title: string, lines: readonly string[]): Buffer {
  const text = [
    `BT /F1 18 Tf 60 770 Td (${spelt(title)}) Tj /F1 11 Tf 0 -32 Td 16 TL`,
    ...lines.map((line) => `(${spelt(line)}) Tj T*`),
    'ET',
  ].join('\n');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/Lang(fr-FR)>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${text.length}>>\nstream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    `<</Title(${spelt(title)})>>`,
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const start = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<</Size ${objects.length + 1}/Root 1 0 R/Info 6 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}
