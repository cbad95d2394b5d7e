/** Text inside a drawing. */
export const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark] ?? mark);

/** A coordinate, to a tenth of a pixel. */
export const at = (value: number) => (Math.round(value * 10) / 10).toString();

/** Room a text of 12 px takes, on the safe side. */
export const widthOf = (text: string) => text.length * 7;

/** Every how many columns a label stands, counted from the last one, so that no two touch. */
export function labelStep(labels: readonly string[], pitch: number): number {
  const widest = Math.max(0, ...labels.map(widthOf));
  return Math.max(1, Math.ceil((widest + 6) / Math.max(pitch, 1)));
}
