const NARROW = '\u202f';
const FIXED = '\u00a0';

/** The no-break spaces of French: narrow before `;`, `?` and `!`, full before `:` and inside « ». English has a space before none of them. */
export function frenchSigns(text: string): string {
  return text
    .replace(/[ \u00a0\u202f]+([;?!])/g, `${NARROW}$1`)
    .replace(/[ \u00a0\u202f]+([:»])/g, `${FIXED}$1`)
    .replace(/«[ \u00a0\u202f]*/g, `«${FIXED}`);
}
