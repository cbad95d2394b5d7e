import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CellHistory, type RecordedAct, type RecordedValue, standingValue, valueAt } from '~/features/outcomes/standing-value';
import { type Level, levelAfterAct, type ObservationAct } from '~/features/outcomes/trust';

let clock = Date.UTC(2026, 0, 1);
function next(): string {
  clock += 1000;
  return new Date(clock).toISOString();
}

/** A cell written in the order people act. */
function cell() {
  const values: RecordedValue[] = [];
  const acts: RecordedAct[] = [];
  const choices: { chainId: string | null; recordedAt: string }[] = [];
  const levels = new Map<string, Level>();
  const script = {
    declare(value: number | null, { chain = 'a', by = 'advisor', unknown = 'not_available_yet' } = {}) {
      const chainNo = values.filter((one) => one.chainId === chain).length + 1;
      const entryLevel = by === 'leader' ? 2 : 1;
      values.push({
        id: `${chain}${chainNo}`,
        chainId: chain,
        chainNo,
        value,
        unknownReason: value === null ? unknown : null,
        entryLevel,
        recordedAt: next(),
      });
      levels.set(`${chain}${chainNo}`, entryLevel);
      return script;
    },
    act(act: ObservationAct, id: string) {
      const level = levelAfterAct(levels.get(id) ?? 1, act);
      levels.set(id, level);
      acts.push({ observationId: id, act, level, recordedAt: next() });
      return script;
    },
    choose(chainId: string | null) {
      choices.push({ chainId, recordedAt: next() });
      return script;
    },
    history: (): CellHistory => ({ values, acts, choices }),
    at: () => ([1, 2, 3] as const).map((level) => valueAt(script.history(), level)),
  };
  return script;
}

describe('the table of ledger.md §3', () => {
  test('48 confirmed, then 46 corrects it, then verified, then withdrawn', () => {
    const figure = cell().declare(48, { by: 'leader' });
    expect(figure.at()).toEqual([48, 48, null]);
    figure.declare(46);
    expect(figure.at()).toEqual([46, null, null]);
    expect(standingValue(figure.history())).toMatchObject({ kind: 'known', reopenedFrom: 48 });
    figure.act('verified', 'a2');
    expect(figure.at()).toEqual([46, 46, 46]);
    figure.act('withdrawn', 'a2');
    expect(figure.at()).toEqual([48, 48, null]);
  });

  test('48 verified, and an import brings a rival 51', () => {
    const figure = cell().declare(48).act('verified', 'a1').declare(51, { chain: 'import' });
    expect(figure.at()).toEqual([48, 48, 48]);
    const standing = standingValue(figure.history());
    expect(standing.rivals.map((rival) => rival.value)).toEqual([51]);
  });

  test('two merged companies, both verified, no choice yet: the last recorded, flagged, never the sum', () => {
    const figure = cell()
      .declare(48, { chain: 'winner' })
      .act('verified', 'winner1')
      .declare(30, { chain: 'merged' })
      .act('verified', 'merged1');
    expect(figure.at()).toEqual([30, 30, 30]);
    expect(standingValue(figure.history()).rivals).toHaveLength(1);
    figure.choose('winner');
    expect(figure.at()).toEqual([48, 48, 48]);
    figure.choose(null);
    expect(figure.at()).toEqual([30, 30, 30]);
  });

  test('"not available" beside nothing is unknown and answered', () => {
    const figure = cell().declare(null, { by: 'leader' });
    expect(figure.at()).toEqual([null, null, null]);
    expect(standingValue(figure.history())).toMatchObject({ kind: 'unknown', reason: 'not_available_yet', isAnswered: true });
  });

  test('the leader’s 60 refuted by staff is unknown, refuted', () => {
    const figure = cell().declare(60, { by: 'leader' }).act('refuted', 'a1');
    expect(figure.at()).toEqual([null, null, null]);
    expect(standingValue(figure.history())).toMatchObject({ kind: 'unknown', reason: 'refuted', isAnswered: true });
  });

  test('nothing at all is unanswered, and never zero', () => {
    expect(cell().at()).toEqual([null, null, null]);
    expect(standingValue(cell().history())).toMatchObject({ kind: 'unknown', reason: 'unanswered', isAnswered: false });
    expect(standingValue(cell().declare(5).act('withdrawn', 'a1').history())).toMatchObject({ reason: 'unanswered', isAnswered: false });
  });
});

describe('knowledge and choice', () => {
  test('the same cell as it was known before', () => {
    const figure = cell().declare(48, { by: 'leader' });
    const then = figure.history().values[0]?.recordedAt;
    figure.declare(46).act('verified', 'a2');
    expect(valueAt(figure.history(), 1, then)).toBe(48);
    expect(valueAt(figure.history(), 3, then)).toBeNull();
    expect(valueAt(figure.history(), 1, '2025-12-31T00:00:00Z')).toBeNull();
  });

  test('a chosen chain whose values are all dead no longer counts', () => {
    const figure = cell().declare(48).declare(51, { chain: 'import' }).choose('a').act('withdrawn', 'a1');
    expect(figure.at()[0]).toBe(51);
  });

  test('a verified value reopened says what it was', () => {
    const figure = cell().declare(48).act('verified', 'a1').act('reopened', 'a1');
    expect(figure.at()).toEqual([48, null, null]);
    expect(standingValue(figure.history())).toMatchObject({ reopenedFrom: 48 });
    expect(standingValue(cell().declare(48).history())).toMatchObject({ reopenedFrom: null });
  });

  test('a value that stands at a level stands at every lower one, unchanged', () => {
    const step = fc.record({
      chain: fc.constantFrom('a', 'b'),
      value: fc.integer({ min: 0, max: 99 }),
      act: fc.option(fc.constantFrom<ObservationAct>('confirmed', 'verified', 'audited', 'refuted', 'withdrawn', 'reopened')),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const figure = cell();
        for (const { chain, value, act } of steps) {
          figure.declare(value, { chain });
          if (act) figure.act(act, `${chain}${figure.history().values.filter((one) => one.chainId === chain).length}`);
        }
        const seen = figure.at();
        for (const [index, value] of seen.entries())
          if (value !== null) for (const lower of seen.slice(0, index)) expect(lower).toBe(value);
        const standing = standingValue(figure.history());
        expect(standing.rivals.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
