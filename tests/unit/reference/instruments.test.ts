import { describe, expect, test } from 'vitest';
import { isValidOn } from '~/features/instruments/instrument';
import { addDays } from '~/features/programmes/paris-date';
import { INSTRUMENTS } from '../../../db/seed/reference/instruments';

const byCode = (code: string) => INSTRUMENTS.filter((row) => row.code === code).sort((a, b) => a.version - b.version);
const validCodes = (day: string) => new Set(INSTRUMENTS.filter((row) => isValidOn(row, day)).map(({ code }) => code));

/** Column "2013-16" and column "today" of docs/domain.md §3.9: yes or no. */
const TABLE: Record<string, [boolean, boolean, string]> = {
  FUI: [true, false, 'T5,S1'],
  PSPC: [true, false, 'T5,S2'],
  IDEMO: [false, true, 'T5,S1,S2'],
  ANR: [true, true, 'T5'],
  RAPID: [true, true, 'T5'],
  'BPI-AI': [true, true, 'T2,T5'],
  'BPI-GAR': [true, true, 'T2'],
  CIR: [true, true, 'T2,T5'],
  CII: [true, true, 'T5'],
  JEI: [true, true, 'T2,T5'],
  EUROSTARS: [true, true, 'T4'],
  'H2020-SMEI': [true, false, 'T4'],
  'EIC-ACC': [false, true, 'T4,T2'],
  'HE-CL4': [true, true, 'T4'],
  EDF: [false, true, 'T4'],
  EEN: [true, true, 'T3,T4'],
  FEDER: [true, true, 'T4,S3'],
  'BF-VIE': [true, true, 'T3'],
  'ASS-PROSP': [true, true, 'T3'],
  TFE: [true, true, 'T3'],
  INPI: [true, true, 'T5'],
  'PACA-FOND': [true, true, 'T2'],
  PRIDES: [true, false, ''],
  'PFA-ACC': [false, true, 'T1'],
};

describe('the schemes of domain.md §3.9', () => {
  test('are the 24 of the table, valid when it says so, for the tracks it says', () => {
    expect(Object.keys(TABLE)).toHaveLength(24);
    expect(new Set(INSTRUMENTS.map(({ code }) => code))).toEqual(new Set(Object.keys(TABLE)));
    for (const [code, [then, today, serves]] of Object.entries(TABLE)) {
      expect([code, validCodes('2015-06-30').has(code), validCodes('2026-11-23').has(code)]).toEqual([code, then, today]);
      for (const row of byCode(code)) expect(row.serves.join(',')).toBe(serves);
    }
  });

  test('have versions that follow each other without a gap or an overlap', () => {
    for (const code of Object.keys(TABLE)) {
      const versions = byCode(code);
      expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
      for (const [index, row] of versions.slice(1).entries()) {
        const before = versions[index]?.validUntil ?? '';
        expect([code, row.validFrom]).toEqual([code, addDays(before, 1)]);
      }
    }
  });

  test('say a rate only with its source and the day it was true, and a label in both languages', () => {
    for (const { rate, label, funder, notes } of INSTRUMENTS) {
      if (rate) expect(rate.source.trim()).not.toBe('');
      for (const text of [label, funder, notes]) for (const words of [text.fr, text.en]) expect(words.trim()).not.toBe('');
    }
    const rates = Object.fromEntries(
      INSTRUMENTS.flatMap(({ code, version, rate }) => (rate ? [[`${code} ${version}`, rate.percent]] : [])),
    );
    expect(rates).toEqual({ 'FUI 1': 50, 'IDEMO 1': 60, 'CII 1': 30, 'CII 2': 20, 'EIC-ACC 1': 70, 'ASS-PROSP 1': 65 });
  });

  test('keep what a source says of the terms: the label of the FUI, the day of the CIR, the last day of the CII', () => {
    expect(INSTRUMENTS.filter(({ isLabelRequired }) => isLabelRequired).map(({ code }) => code)).toEqual(['FUI']);
    expect(byCode('FUI')[0]?.rules).toEqual({
      minFirms: 2,
      minResearch: 1,
      firmLeads: true,
      maxPartnerPercent: 70,
      minTerritoryPercent: 25,
    });
    expect(isValidOn(byCode('FUI')[0] ?? never(), '2018-02-01')).toBe(true);
    expect(isValidOn(byCode('FUI')[0] ?? never(), '2018-02-02')).toBe(false);
    expect(byCode('CIR')[1]?.validFrom).toBe('2025-02-15');
    expect(validCodes('2027-12-31').has('CII')).toBe(true);
    expect(validCodes('2028-01-01').has('CII')).toBe(false);
    expect(validCodes('2012-12-31').has('CII')).toBe(false);
  });
});

function never(): never {
  throw new Error('No such scheme');
}
