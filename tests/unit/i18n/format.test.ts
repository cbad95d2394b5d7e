import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, formatsFor } from '~/i18n/format';
import { messagesFor } from '~/i18n/messages.server';
import { parseDate, parseNumber, readNumber } from '~/i18n/parse';
import { relativeDay, relativeDue } from '~/i18n/relative-day';

const fr = formatsFor('fr');
const en = formatsFor('en');

describe('numbers', () => {
  it('separates thousands by a narrow no-break space in French', () => {
    expect(fr.number(18750)).toBe('18\u202f750');
    expect(fr.number(1234.5)).toBe('1\u202f234,5');
    expect(en.number(1234.5)).toBe('1,234.5');
    expect(fr.number(69.5, 0)).toBe('70');
    expect(fr.number(-0)).toBe('0');
    expect(fr.number(-4.5)).toBe('−4,5');
    expect(en.number(-0.001)).toBe('0');
  });

  it('signs a change', () => {
    expect(fr.change(30)).toBe('+30');
    expect(fr.change(-4.5)).toBe('−4,5');
    expect(fr.change(0)).toBe('0');
  });

  it('writes money from integer cents', () => {
    expect(fr.money(824000)).toBe('8\u202f240\u00a0€');
    expect(fr.money(123450)).toBe('1\u202f234,50\u00a0€');
    expect(fr.money(-5)).toBe('−0,05\u00a0€');
    expect(en.money(123450)).toBe('€1,234.50');
  });

  it.each([
    [824_000, '8\u202f240\u00a0€', '€8,240'],
    [12_800_000, '128\u00a0k€', '€128k'],
    [99_949_900, '999\u00a0k€', '€999k'],
    [99_950_000, '1\u00a0M€', '€1m'],
    [128_000_000, '1,28\u00a0M€', '€1.28m'],
    [-12_800_000, '−128\u00a0k€', '−€128k'],
  ])('shortens %d cents', (cents, french, english) => {
    expect(fr.moneyShort(cents)).toBe(french);
    expect(en.moneyShort(cents)).toBe(english);
  });

  it('writes a ratio as a percentage', () => {
    expect(fr.percent(0.71)).toBe('71\u00a0%');
    expect(en.percent(0.715, 1)).toBe('71.5%');
  });
});

describe('days', () => {
  it('writes a calendar day whatever the zone of the machine', () => {
    expect(fr.date('2026-11-23')).toBe('23 nov. 2026');
    expect(fr.date('2027-01-01')).toBe('1er janv. 2027');
    expect(fr.longDate('2027-01-01')).toBe('1er janvier 2027');
    expect(fr.longDate('2027-01-11')).toBe('11 janvier 2027');
    expect(fr.weekdayDate('2026-12-11')).toBe('vendredi 11 décembre 2026');
    expect(fr.weekdayDate('2026-12-01')).toBe('mardi 1er décembre 2026');
    expect(en.weekdayDate('2026-12-11')).toBe('Friday 11 December 2026');
    expect(fr.typedDate('2026-12-01')).toBe('01/12/2026');
  });

  it('reads an instant in Paris, over both changes of hour', () => {
    expect(fr.dateTime(new Date('2026-11-18T15:05:00Z'))).toBe('18 nov. 2026, 16:05');
    expect(fr.isoDay(new Date('2026-10-24T22:30:00Z'))).toBe('2026-10-25');
    expect(fr.time(new Date('2026-10-25T00:30:00Z'))).toBe('02:30');
    expect(fr.time(new Date('2026-10-25T01:30:00Z'))).toBe('02:30');
    expect(fr.isoDay(new Date('2027-03-28T22:00:00Z'))).toBe('2027-03-29');
  });

  it('counts calendar days across a change of hour and a leap day', () => {
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-11-23', '2026-11-20')).toBe(-3);
  });

  it('says a day in words', () => {
    const dates = messagesFor('fr')('dates');
    const today = '2026-11-23';
    expect(relativeDay(dates, '2026-11-23', today)).toBe('aujourd’hui');
    expect(relativeDay(dates, '2026-11-24', today)).toBe('demain');
    expect(relativeDay(dates, '2026-11-22', today)).toBe('hier');
    expect(relativeDay(dates, '2026-12-11', today)).toBe('dans 18 jours');
    expect(relativeDay(dates, '2026-11-20', today)).toBe('il y a 3 jours');
    expect(relativeDue(dates, '2026-10-28', today)).toBe('26 jours de retard');
    expect(relativeDue(dates, '2026-11-22', today)).toBe('1 jour de retard');
    expect(relativeDue(dates, '2026-11-23', today)).toBe('aujourd’hui');
  });

  it('orders names as a French directory does', () => {
    expect(['Zéphyr', 'élan', 'Eau', 'Lot 10', 'Lot 9'].sort(fr.compare)).toEqual(['Eau', 'élan', 'Lot 9', 'Lot 10', 'Zéphyr']);
  });
});

describe('reading what people type', () => {
  it.each([
    ['1 234,5', 1234.5],
    ['1\u202f234,5', 1234.5],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1 234 567', 1234567],
    ['1.234.567', 1234567],
    ['−3,2', -3.2],
    ['12 %', 12],
    ['8 240 €', 8240],
    ['€8,240.50', 8240.5],
    ['0,234', 0.234],
    ['12,34', 12.34],
    [',5', 0.5],
    ['-0', 0],
  ])('%s', (text, value) => expect(parseNumber(text)).toBe(value));

  it('refuses what reads two ways unless the language is known', () => {
    expect(readNumber('1,234')).toEqual({ ok: false, reason: 'ambiguous' });
    expect(readNumber('1.234')).toEqual({ ok: false, reason: 'ambiguous' });
    expect(parseNumber('1,234', 'en')).toBe(1234);
    expect(parseNumber('1,234', 'fr')).toBe(1.234);
    expect(parseNumber('1.234', 'fr')).toBe(1.234);
  });

  it.each(['', 'abc', '12abc', '1,2,3', '1.2.3,4', '--3', '1e5', '0x10', 'Infinity', '.', '1,23.4,5'])('refuses %j as a number', (text) =>
    expect(parseNumber(text, 'fr')).toBeNull(),
  );

  it('reads back every number it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (hundredths) => {
        const value = hundredths / 100;
        return (['fr', 'en'] as const).every((locale) => parseNumber(formatsFor(locale).number(value), locale) === value);
      }),
    );
  });

  it.each([
    ['23/11/2026', '2026-11-23'],
    ['1/2/2026', '2026-02-01'],
    ['01.02.2026', '2026-02-01'],
    [' 2026-11-23 ', '2026-11-23'],
    ['29/02/2028', '2028-02-29'],
  ])('reads %s as a day', (text, iso) => expect(parseDate(text)).toBe(iso));

  it.each(['29/02/2026', '31/04/2026', '11/23/2026', '23/11/26', '00/01/2026', 'demain', '', '2026-13-01'])('refuses %j as a day', (text) =>
    expect(parseDate(text)).toBeNull(),
  );
});
