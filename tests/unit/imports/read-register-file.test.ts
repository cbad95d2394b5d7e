import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RefusedFile, type RejectedRow, readRegisterFile, type UnitRow } from '~/features/imports/read-register-file.server';
import { SeenSirens } from '~/features/imports/register-file';

const FIXTURES = join(import.meta.dirname, '../../fixtures/sirene');
const folder = mkdtempSync(join(tmpdir(), 'register-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(path: string, options?: Parameters<typeof readRegisterFile>[1]) {
  const units: UnitRow[] = [];
  const rejected: RejectedRow[] = [];
  let columns = { count: 0, unknown: [] as string[] };
  for await (const batch of readRegisterFile(path, options)) {
    units.push(...batch.units);
    rejected.push(...batch.rejected);
    columns = batch.columns;
  }
  return { units, rejected, columns };
}

const fixture = (name: string, options?: Parameters<typeof readRegisterFile>[1]) => read(join(FIXTURES, name), options);

function made(text: string | Buffer): string {
  const path = join(folder, `${Math.random()}.csv`);
  writeFileSync(path, text);
  return path;
}

const [header = ''] = readFileSync(join(FIXTURES, 'stock-unite-legale-35-columns.csv'), 'utf8').split('\n');
const asPublished = () => readFileSync(join(FIXTURES, 'stock-unite-legale-35-columns.csv'), 'utf8');

async function refusalOf(path: string): Promise<{ refusal: string; detail: string | null }> {
  try {
    await read(path);
  } catch (error) {
    if (error instanceof RefusedFile) return { refusal: error.refusal, detail: error.detail };
    throw error;
  }
  throw new Error('The file was read');
}

describe('a StockUniteLegale file as published', () => {
  it('gives the same units in its 33, 34 and 35 columns', async () => {
    const [newest, middle, oldest] = await Promise.all([35, 34, 33].map((count) => fixture(`stock-unite-legale-${count}-columns.csv`)));
    expect([newest?.columns.count, middle?.columns.count, oldest?.columns.count]).toEqual([35, 34, 33]);
    expect(newest?.units).toHaveLength(9);
    expect(newest?.rejected).toEqual([]);
    expect(middle?.units).toEqual(newest?.units);
    expect(oldest?.units).toEqual(newest?.units);
  });

  it('finds columns by their name, in any order, after a byte-order mark and with Windows line ends, and lists the unknown one', async () => {
    const usual = await fixture('stock-unite-legale-35-columns.csv');
    const shuffled = await fixture('columns-in-another-order.csv');
    expect(shuffled.units).toEqual(usual.units);
    expect(shuffled.columns.unknown).toEqual(['colonneInconnue']);
  });

  it('keeps leading zeros and reads what a row says', async () => {
    const { units } = await fixture('stock-unite-legale-35-columns.csv');
    expect(units[0]).toMatchObject({
      line: 2,
      unit: {
        siren: '000100107',
        name: 'OPTALYRE',
        acronym: 'OPT',
        legalFormCode: '5710',
        nafCode: '26.70Z',
        inseeCategory: 'PME',
        headcountBand: '12',
        headOfficeNic: '00010',
        foundedOn: '2011-04-18',
        isCeased: false,
        isPartlyPublished: false,
        isPurged: false,
      },
    });
    expect(units[2]?.unit.name).toBe('IRIDELLE, VERRES ET COUCHES');
  });

  it('names a sole trader by their usual name and keeps nothing else of the person', async () => {
    const { units } = await fixture('stock-unite-legale-35-columns.csv');
    expect(units[3]?.unit).toMatchObject({ name: 'VERDANEL-ROCHER', legalFormCode: '1000', inseeCategory: null });
    expect(JSON.stringify(units)).not.toContain('ALIX');
  });

  it('reads ceased, purged and partly published units, [ND] being nothing', async () => {
    const { units } = await fixture('stock-unite-legale-35-columns.csv');
    const [ceased, purged, hidden] = [units[4]?.unit, units[5]?.unit, units[6]?.unit];
    expect(ceased).toMatchObject({ name: 'PHOSVIA', isCeased: true });
    expect(purged).toMatchObject({ name: null, isPurged: true, isCeased: true, foundedOn: null });
    expect(hidden).toMatchObject({ name: null, acronym: null, isPartlyPublished: true, isCeased: false });
  });

  it('leaves codes of older nomenclatures unmapped', async () => {
    const { units } = await fixture('stock-unite-legale-35-columns.csv');
    expect(units.slice(7).map(({ unit }) => [unit.name, unit.nafCode])).toEqual([
      ['CLARONDE', null],
      ['SPECTRALYS', null],
    ]);
  });
});

describe('rows that cannot be read', () => {
  it('are rejected by their line and reason, the others being kept', async () => {
    const { units, rejected } = await fixture('every-trap.csv');
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'siren_zeros_lost'],
      [4, 'siren_wrong_check_digit'],
      [5, 'siren_wrong_length'],
      [6, 'siren_empty'],
      [7, 'siren_not_digits'],
      [8, 'field_count'],
      [9, 'field_count'],
      [10, 'state_unknown'],
      [11, 'name_missing'],
      [12, 'date_unreadable'],
      [13, 'legal_form_unreadable'],
      [14, 'naf_unreadable'],
      [15, 'nic_unreadable'],
      [16, 'duplicate_in_file'],
    ]);
    expect(units.map(({ line, unit }) => [line, unit.name])).toEqual([
      [2, 'OPTIVIA'],
      [17, 'IRIDALE SUR DEUX LIGNES'],
      // The row before it takes two lines of the file.
      [19, 'CLARINEL'],
    ]);
  });

  it('names what a rejected row was about', async () => {
    const { rejected } = await fixture('every-trap.csv');
    expect(rejected[0]).toEqual({ line: 3, reason: 'siren_zeros_lost', siren: '100214', name: 'LUMALYNE' });
  });

  it('stops a number of the demonstration', async () => {
    const { units, rejected } = await fixture('stock-unite-legale-35-columns.csv', { reserved: new Set(['000100107']) });
    expect(rejected).toEqual([{ line: 2, reason: 'demo_number', siren: '000100107', name: 'OPTALYRE' }]);
    expect(units).toHaveLength(8);
  });

  it('rejects text in another encoding and a NUL', async () => {
    const latin = Buffer.from(asPublished().replace('LUMÉONDE', 'LUM\u00c9ONDE'), 'latin1');
    const nul = made(
      asPublished()
        .replace('PHOSVIA', 'PHOS\0VIA')
        .replaceAll('OPTALYRE', `OPTALYRE${' '.repeat(4_200)}`),
    );
    const inLatin = await read(made(latin));
    expect(inLatin.rejected.map(({ line, reason }) => [line, reason])).toEqual([[3, 'text_unreadable']]);
    expect((await read(nul)).rejected.map(({ reason, name }) => [reason, name])).toEqual([['text_unreadable', 'PHOSVIA']]);
  });

  it('gives batches of the asked size', async () => {
    const sizes: number[] = [];
    for await (const batch of readRegisterFile(join(FIXTURES, 'stock-unite-legale-35-columns.csv'), { batchRows: 4 }))
      sizes.push(batch.units.length);
    expect(sizes).toEqual([4, 4, 1]);
  });
});

describe('a file refused as a whole', () => {
  it('for missing headers, by their names', async () => {
    expect(await refusalOf(join(FIXTURES, 'header-missing.csv'))).toEqual({
      refusal: 'missing_headers',
      detail: 'siren, nicSiegeUniteLegale',
    });
  });

  it('when its first row has another number of fields', async () => {
    expect(await refusalOf(join(FIXTURES, 'first-row-of-another-width.csv'))).toEqual({ refusal: 'first_row', detail: '37/35' });
  });

  it('when it is empty, holds a header alone, or is an archive', async () => {
    expect(await refusalOf(made(''))).toEqual({ refusal: 'empty', detail: null });
    expect(await refusalOf(made(`${header}\n`))).toEqual({ refusal: 'empty', detail: null });
    expect(await refusalOf(made(Buffer.from('PK\u0003\u0004zip')))).toEqual({ refusal: 'not_csv', detail: null });
  });

  it('from a quote that is never closed', async () => {
    const broken = asPublished().replace('PHOSVIA', '"PHOSVIA');
    expect(await refusalOf(made(broken))).toEqual({ refusal: 'quote_not_closed', detail: '6' });
  });
});

describe('numbers already given', () => {
  it('are remembered by the eight digits that make them', () => {
    const seen = new SeenSirens();
    expect([seen.add('000100008'), seen.add('000100016'), seen.add('732829320'), seen.add('999999992')]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect([seen.add('000100008'), seen.add('732829320'), seen.add('999999992'), seen.add('000100024')]).toEqual([true, true, true, false]);
  });
});
