/** A part of a letter; every form of it, text or HTML, is made from the same list. */
export type Block =
  | { kind: 'text'; text: string }
  /** A label brings its own colon: languages space it differently. */
  | { kind: 'facts'; rows: readonly (readonly [label: string, value: string])[] }
  | { kind: 'button'; label: string; href: string }
  | { kind: 'small'; text: string; href?: string };

export type Letter = { subject: string; blocks: readonly Block[] };

/** The text part: what is read aloud, searched and quoted. */
export function letterText({ blocks }: Letter): string {
  return `${blocks.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return oneLine(block.text);
    case 'facts':
      return block.rows.map(([label, value]) => `- ${oneLine(label)} ${oneLine(value)}`).join('\n');
    case 'button':
      return `${oneLine(block.label)}\n${block.href}`;
    case 'small':
      return block.href ? `${oneLine(block.text)}\n${block.href}` : oneLine(block.text);
  }
}

/** The HTML part: no picture, nothing loaded, readable where styles are dropped. */
export function letterHtml({ subject, blocks }: Letter, locale: string): string {
  const body = blocks.map(blockHtml).join('\n');
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;font-family:sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;background:#ffffff">
<div style="max-width:560px">
${body}
</div>
</body>
</html>
`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'text':
      return `<p>${escapeHtml(oneLine(block.text))}</p>`;
    case 'facts':
      return `<ul>${block.rows.map(([label, value]) => `<li>${escapeHtml(oneLine(label))} <strong>${escapeHtml(oneLine(value))}</strong></li>`).join('')}</ul>`;
    case 'button':
      return `<p><a href="${escapeHtml(block.href)}" style="display:inline-block;padding:10px 18px;background:#0b4f8a;color:#ffffff;text-decoration:none;border-radius:6px">${escapeHtml(oneLine(block.label))}</a></p>`;
    case 'small': {
      const text = escapeHtml(oneLine(block.text));
      const said = block.href ? `<a href="${escapeHtml(block.href)}">${text}</a>` : text;
      return `<p style="font-size:13px;color:#555555">${said}</p>`;
    }
  }
}

/** What people wrote stays on its line: it can neither end a header nor draw a paragraph of its own. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp} ]+/gu, ' ').trim();
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}
