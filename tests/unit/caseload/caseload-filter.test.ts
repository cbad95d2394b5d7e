import { describe, expect, it } from 'vitest';
import { caseloadAddress, inScope, mayBeIn, readCaseloadFilter, settleFilter } from '~/features/caseload/caseload-filter';

const ID = '01900000-0000-7000-8000-000000000001';
const read = (text: string) => readCaseloadFilter(new URLSearchParams(text));

describe('the filter of the caseload in its address', () => {
  it('is read from what the form sends, and written back the same', () => {
    const address = `/cases?scope=team&tab=blocked&q=lum&track=innovation&state=on_hold&health=paused&lead=${ID}&team=${ID}&after=2026-11-20_${ID}&count=all`;
    const filter = read(address.split('?')[1] ?? '');
    expect(filter).toEqual({
      scope: 'team',
      list: 'blocked',
      q: 'lum',
      track: 'innovation',
      state: 'on_hold',
      health: 'paused',
      lead: ID,
      team: ID,
      after: { on: '2026-11-20', id: ID },
      before: null,
      countsAll: true,
    });
    expect(caseloadAddress(filter)).toBe(address);
    expect(caseloadAddress(read(''))).toBe('/cases');
    expect(read(`before=infinity_${ID}`).before).toEqual({ on: 'infinity', id: ID });
  });

  it('leaves out what it does not understand', () => {
    const nothing = read('');
    for (const text of [
      'scope=everything',
      'tab=drafts',
      'track=x',
      'state=draft',
      'health=green',
      "lead=1' or '1",
      'team=0',
      `after=2026-02-30_${ID}`,
      `after=${ID}`,
      `after=2026-01-01_${'-'.repeat(36)}`,
      'before=infinity_',
      'count=some',
      'q=%20%20',
    ])
      expect(read(text), text).toEqual(nothing);
    expect(read(`q=${'a'.repeat(500)}`).q).toHaveLength(100);
    expect(read(`after=2026-01-01_${ID}&before=2026-01-01_${ID}`).before).toBeNull();
  });

  it('falls back to the usual scope, and drops filters that mean nothing there', () => {
    const asked = read(`scope=cluster&track=innovation&state=active&lead=${ID}&team=${ID}`);
    expect(settleFilter(asked, ['mine', 'team', 'intake'])).toMatchObject({ scope: 'mine', track: 'innovation', lead: null, team: null });
    expect(settleFilter(asked, ['cluster', 'intake'])).toMatchObject({ scope: 'cluster', lead: ID, team: ID });
    expect(settleFilter({ ...asked, scope: 'team' }, ['mine', 'team'])).toMatchObject({ scope: 'team', lead: ID, team: null });
    expect(settleFilter({ ...asked, scope: 'intake' }, ['mine', 'intake'])).toMatchObject({ scope: 'intake', state: null, lead: null });
    expect(settleFilter(read('scope=intake&health=alert'), ['mine', 'intake']).health).toBeNull();
    expect(settleFilter(read('health=alert'), ['mine']).health).toBe('alert');
  });

  it('keeps the filters from one scope to the next, on its first page; requests to take are new', () => {
    const asked = read(`tab=closed&track=innovation&after=2026-01-01_${ID}`);
    expect(inScope(asked, 'mine', ['cluster', 'mine'])).toMatchObject({ scope: 'mine', list: 'closed', track: 'innovation', after: null });
    expect(inScope(asked, 'cluster', ['cluster', 'mine']).scope).toBeNull();
    expect(inScope(asked, 'intake', ['cluster', 'intake']).list).toBe('new');
  });
});

it('offers in a list the states a case may have there', () => {
  const statesIn = (list: Parameters<typeof mayBeIn>[1]) =>
    (['submitted', 'accepted', 'plan_to_sign', 'active', 'on_hold', 'follow_up', 'refused', 'closed'] as const).filter((state) =>
      mayBeIn(state, list),
    );
  expect(statesIn('new')).toEqual(['submitted', 'accepted']);
  expect(statesIn('active')).toEqual(['plan_to_sign', 'active', 'follow_up']);
  expect(statesIn('waiting_on_company')).toEqual(['plan_to_sign', 'active']);
  expect(statesIn('blocked')).toEqual(['submitted', 'accepted', 'plan_to_sign', 'active', 'on_hold', 'follow_up']);
  expect(statesIn('closed')).toEqual(['refused', 'closed']);
});
