export type Cell = string | number | null;

/** Spreadsheets read a cell that begins so as a formula, or as a command. */
const FORMULA = /^[=+\-@\t\r]/;

/** The mark by which a spreadsheet knows UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/** One line of a CSV file (RFC 4180): what people wrote stays text, numbers stay numbers. */
export function csvLine(cells: readonly Cell[], separator: ',' | ';'): string {
  return `${cells.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`;
}

function csvCell(cell: Cell, separator: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}
