import { describe, expect, it, test } from 'vitest';
import { ruleOfAid } from '~/features/aid/aid-instrument';
import { recordAidSchema } from '~/features/aid/record-aid.schema';
import { instrumentChoices } from '~/features/instruments/instrument';
import { INSTRUMENTS } from '../../../db/seed/reference/instruments';

const version = (aidRule: 'de_minimis' | 'other' | null, validFrom: string | null = null, validUntil: string | null = null) => ({
  aidRule,
  validFrom,
  validUntil,
});
const of = (rule: 'instrument' | 'de_minimis' | 'other', versions: ReturnType<typeof version>[] | null, grantedOn = '2026-01-05') =>
  ruleOfAid({ rule, grantedOn }, versions);

describe('the rule of an aid (domain.md §3.9)', () => {
  test.each([
    ['is the instrument’s', of('instrument', [version('de_minimis')]), { isDeMinimis: true }],
    ['is the instrument’s, not de minimis', of('instrument', [version('other')]), { isDeMinimis: false }],
    ['may be said again', of('de_minimis', [version('de_minimis')]), { isDeMinimis: true }],
    ['may not differ', of('other', [version('de_minimis')]), { refused: 'rule_differs' }],
    ['is read in the decision where the list is silent', of('other', [version(null)]), { isDeMinimis: false }],
    ['is unknown where the list is silent', of('instrument', [version(null)]), { refused: 'rule_unknown' }],
    ['is the person’s for another instrument', of('de_minimis', null), { isDeMinimis: true }],
    ['can’t follow from another instrument', of('instrument', null), { refused: 'rule_unknown' }],
    ['of no known code', of('other', []), { refused: 'instrument_unknown' }],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('is that of the version in force on the day of the grant', () => {
    const versions = [version('de_minimis', '2020-01-01', '2024-12-31'), version('other', '2025-01-01', '2025-12-31')];
    expect(of('instrument', versions, '2024-12-31')).toEqual({ isDeMinimis: true });
    expect(of('instrument', versions, '2025-01-01')).toEqual({ isDeMinimis: false });
    expect(of('instrument', versions, '2019-12-31')).toEqual({ refused: 'not_yet_in_force' });
    expect(of('instrument', versions, '2026-01-01')).toEqual({ refused: 'no_longer_in_force' });
  });
});

describe('the list of instruments', () => {
  it('has one line a code, from its first day to its last', () => {
    const labelled = INSTRUMENTS.map(({ label, ...one }) => ({ ...one, label: label.fr }));
    const choices = instrumentChoices(labelled);
    const find = (code: string) => choices.find((choice) => choice.code === code);
    expect(choices).toHaveLength(new Set(INSTRUMENTS.map(({ code }) => code)).size);
    expect(find('CIR')).toMatchObject({ validFrom: null, validUntil: null, aidRule: 'other' });
    expect(find('CII')).toMatchObject({ validFrom: '2013-01-01', validUntil: '2027-12-31' });
    expect(find('FUI')).toMatchObject({ validFrom: null, validUntil: '2018-02-01' });
    expect(find('ASS-PROSP')).toMatchObject({ aidRule: 'de_minimis' });
  });
});

describe('the form', () => {
  const typed = { grantedOn: '05/01/2026', title: 'Prêt', funder: 'Région', grossGrant: '1 000', rule: 'other', evidence: 'Notification' };
  const read = (more: Record<string, string>) => recordAidSchema.safeParse({ ...typed, ...more });

  it('names an instrument by its code, by words, or not at all', () => {
    expect(read({ instrument: 'FUI', instrumentOther: '' }).data).toMatchObject({ instrumentCode: 'FUI', instrumentOther: null });
    expect(read({ instrument: 'other', instrumentOther: 'Fonds local' }).data).toMatchObject({
      ...{ instrumentCode: null, instrumentOther: 'Fonds local' },
    });
    expect(read({ instrument: '' }).data).toMatchObject({ instrumentCode: null, instrumentOther: null });
  });

  it('says where a name is missing, or too many', () => {
    expect(read({ instrument: 'other' }).error?.issues).toMatchObject([
      { path: ['instrumentOther'], message: 'aid:errors.name_instrument' },
    ]);
    for (const instrument of ['FUI', ''])
      expect(read({ instrument, instrumentOther: 'Fonds local' }).error?.issues).toMatchObject([
        { path: ['instrument'], message: 'aid:errors.choose_other' },
      ]);
  });
});
