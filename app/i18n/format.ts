import { DEFAULT_LOCALE, INTL_TAG, LOCALES, type Locale } from './locale';

const ZONE = 'Europe/Paris';
const FIXED_SPACE = '\u00a0';

// Building an Intl object is slow: each language builds each of its own once, at first use.
function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

export type NumberDecimals = number | { min: number; max: number };

/** A calendar day has no zone: it is read and written in UTC so that no machine shifts it. */
function dayOf(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`);
}

/** Whole days from one ISO date to another, on the calendar. */
export function daysBetween(fromIso: string, toIso: string): number {
  return Math.round((dayOf(toIso).getTime() - dayOf(fromIso).getTime()) / 86_400_000);
}

function makeFormats(locale: Locale) {
  const tag = INTL_TAG[locale];
  const numbers = new Map<string, Intl.NumberFormat>();
  const numberFormat = (min: number, max: number) => {
    const name = `${min} ${max}`;
    let format = numbers.get(name);
    if (!format) {
      format = new Intl.NumberFormat(tag, { minimumFractionDigits: min, maximumFractionDigits: max });
      numbers.set(name, format);
    }
    return format;
  };
  const day = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }));
  const instant = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(tag, { ...options, timeZone: ZONE }));
  const shortDay = day({ day: 'numeric', month: 'short', year: 'numeric' });
  const noYear = day({ day: 'numeric', month: 'short' });
  const longDay = day({ day: 'numeric', month: 'long', year: 'numeric' });
  const weekday = day({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const month = day({ month: 'long', year: 'numeric' });
  const shortMonth = day({ month: 'short' });
  const monthOf = day({ month: 'short', year: 'numeric' });
  const typed = day({ day: '2-digit', month: '2-digit', year: 'numeric' });
  const clock = instant({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const parisDay = once(() => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' }));
  const collator = once(() => new Intl.Collator(tag, { sensitivity: 'base', numeric: true }));
  const list = once(() => new Intl.ListFormat(tag, { type: 'conjunction' }));

  // French writes the first of the month as an ordinal, which Intl leaves out.
  const ordinal = (text: string) => (locale === 'fr' ? text.replace(/(^|\s)1(?=\s)/, '$11er') : text);
  const unit = (text: string, symbol: string) =>
    locale === 'fr' ? `${text}${FIXED_SPACE}${symbol}` : `€${text}${symbol.replace('€', '')}`;
  const signed = (value: number, text: string) => (value < 0 ? `−${text}` : text);
  const number = (value: number, decimals: NumberDecimals = { min: 0, max: 2 }) => {
    const { min, max } = typeof decimals === 'number' ? { min: decimals, max: decimals } : decimals;
    const text = numberFormat(min, max).format(Math.abs(value));
    // What rounds to zero has no sign.
    return /[1-9]/.test(text) ? signed(value, text) : text;
  };
  const isoDay = (at: Date) => parisDay().format(at);
  const date = (iso: string) => ordinal(shortDay().format(dayOf(iso)));
  const time = (at: Date) => clock().format(at);

  return {
    locale,
    /** `1 234,5`, `−4,5`; at most two decimals unless told otherwise. */
    number,
    /** A change with its sign: `+30`, `−4`, `0`. */
    change: (value: number, decimals?: NumberDecimals) =>
      value > 0 ? `+${number(value, decimals)}` : signed(value, number(Math.abs(value), decimals)),
    /** Integer cents to `1 234,50 €`; round euros lose their zeros. */
    money: (cents: number) => signed(cents, unit(number(Math.abs(cents) / 100, cents % 100 === 0 ? 0 : 2), '€')),
    /** Integer cents to three significant figures: `8 240 €`, `128 k€`, `1,28 M€`. */
    moneyShort(cents: number) {
      const euros = Math.abs(cents) / 100;
      // 999 500 € already reads 1 M€ once rounded to thousands.
      if (euros >= 999_500)
        return signed(cents, unit(number(euros / 1e6, { min: 0, max: euros < 99.5e6 ? 2 : 0 }), locale === 'fr' ? 'M€' : 'm€'));
      if (euros >= 10_000) return signed(cents, unit(number(Math.round(euros / 1000)), 'k€'));
      return signed(cents, unit(number(euros, 0), '€'));
    },
    /** A ratio to `71 %`; one decimal on request. */
    percent: (ratio: number, decimals: NumberDecimals = 0) =>
      signed(ratio, `${number(Math.abs(ratio) * 100, decimals)}${locale === 'fr' ? `${FIXED_SPACE}%` : '%'}`),
    /** `23 nov. 2026`, `1er janv. 2027`. Takes an ISO date. */
    date,
    /** `23 nov.`, for lists whose year is plain. */
    dayMonth: (iso: string) => ordinal(noYear().format(dayOf(iso))),
    /** `23 novembre 2026`. */
    longDate: (iso: string) => ordinal(longDay().format(dayOf(iso))),
    /** `lundi 23 novembre 2026`, to echo a typed date. */
    weekdayDate: (iso: string) => ordinal(weekday().format(dayOf(iso))).replace(',', ''),
    /** `novembre 2026`. */
    monthYear: (iso: string) => month().format(dayOf(iso)),
    /** `nov.`, for an axis. */
    month: (iso: string) => shortMonth().format(dayOf(iso)),
    /** `nov. 2026`. */
    shortMonthYear: (iso: string) => monthOf().format(dayOf(iso)),
    /** `23/11/2026`, what a date field holds. */
    typedDate: (iso: string) => typed().format(dayOf(iso)),
    /** The calendar day in Paris of an instant, ISO. */
    isoDay,
    /** `16:05` in Paris. */
    time,
    /** `18 nov. 2026, 16:05` in Paris. */
    dateTime: (at: Date) => `${date(isoDay(at))}, ${time(at)}`,
    /** Alphabetical order in this language, accents and case aside, numbers by value. */
    compare: (a: string, b: string) => collator().compare(a, b),
    /** `a, b et c`. */
    list: (texts: readonly string[]) => list().format(texts),
  };
}

export type Formats = ReturnType<typeof makeFormats>;

const formats = Object.fromEntries(LOCALES.map((locale) => [locale, makeFormats(locale)])) as Record<Locale, Formats>;

/** Numbers, money, dates and order as one language writes them; days and hours are those of Paris. */
export function formatsFor(locale: Locale = DEFAULT_LOCALE): Formats {
  return formats[locale];
}
