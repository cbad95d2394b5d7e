import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  COMPARISONS,
  DIMENSIONS,
  isNarrowed,
  linesAddress,
  type OverviewFilter,
  overviewAddress,
  PERIODS,
  readOverviewFilter,
  without,
} from '~/features/impact-overview/overview-filter';

const TODAY = '2026-11-23';
const read = (text: string) => readOverviewFilter(new URL(text, 'http://x').searchParams, TODAY);

describe('what the address of the overview says', () => {
  test('nothing: today, verified, since the contract began, the whole', () => {
    expect(read('/impact')).toEqual({
      on: TODAY,
      minLevel: 3,
      period: 'contract',
      compare: 'previous',
      by: 'das',
      indicator: null,
      within: {},
    });
    expect(overviewAddress(read('/impact'), TODAY)).toBe('/impact');
  });

  test('everything, and what nobody understands is left out', () => {
    const filter = read(
      '/impact?on=30/06/2025&level=1&period=half&compare=year&by=track&indicator=FIN-04&das=DAS2&track=innovation&size=small&region=93&department=2A&cohort=2024',
    );
    expect(filter).toEqual({
      on: '2025-06-30',
      minLevel: 1,
      period: 'half',
      compare: 'year',
      by: 'track',
      indicator: 'FIN-04',
      within: { das: 'DAS2', track: 'innovation', size: 'small', region: '93', department: '2A', cohort: '2024' },
    });
    expect(isNarrowed(filter)).toBe(true);
    const nonsense = read(
      '/impact?on=2027-01-01&level=9&period=x&by=y&indicator=drop&das=DAS9&track=&size=huge&region=9&department=1&cohort=1999',
    );
    expect(nonsense).toEqual(read('/impact'));
  });

  test('an address made of a filter says the same filter', () => {
    const filters = fc.record({
      on: fc.constantFrom(TODAY, '2025-12-31', '2023-03-31'),
      minLevel: fc.constantFrom(1, 2, 3),
      period: fc.constantFrom(...PERIODS),
      compare: fc.constantFrom(...COMPARISONS),
      by: fc.constantFrom(...DIMENSIONS),
      indicator: fc.constantFrom(null, 'FIN-04', 'ACC-01'),
      within: fc.record(
        {
          das: fc.constantFrom('DAS1', 'DAS4'),
          track: fc.constantFrom('strategy'),
          cohort: fc.constantFrom('2023'),
          department: fc.constantFrom('13', '2B'),
        },
        { requiredKeys: [] },
      ),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        expect(read(overviewAddress(filter as OverviewFilter, TODAY))).toEqual(filter);
      }),
    );
  });

  test('a chip takes one narrowing away and keeps the others; a figure’s lines are as narrow as the figure', () => {
    const filter = read('/impact?das=DAS2&size=small&period=year');
    expect(without(filter, 'das').within).toEqual({ size: 'small' });
    expect(without(filter, 'track')).toEqual(filter);
    expect(linesAddress('EMP-02', filter, TODAY, { track: 'innovation' })).toBe(
      '/impact/EMP-02/lines?period=year&das=DAS2&size=small&track=innovation',
    );
    expect(linesAddress('EMP-02', filter, TODAY, { das: 'DAS1' })).toBe('/impact/EMP-02/lines?period=year&das=DAS1&size=small');
  });
});
