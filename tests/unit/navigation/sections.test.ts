import { describe, expect, test } from 'vitest';
import type { Actor, Audience, Role } from '~/access/actor';
import { landingOf, sectionsOf } from '~/features/navigation/sections';

const who = (audience: Audience, roles: Role[], leads = 0): Pick<Actor, 'audience' | 'roles' | 'companies'> => ({
  audience,
  roles,
  companies: Array.from({ length: leads }, (_, place) => ({ id: String(place), name: 'Optalys', isSignatory: true })),
});

describe('where each role lands', () => {
  test.each([
    [who('staff', ['advisor']), '/cases'],
    [who('staff', ['director']), '/impact'],
    [who('admin', ['admin']), '/admin/people'],
    [who('company', ['leader'], 1), '/plan'],
    [who('company', ['collaborator']), '/opened'],
    [who('company', ['leader', 'collaborator'], 1), '/plan'],
    [who('expert', ['expert']), '/opened'],
    [who('funder', ['funder']), '/welcome'],
    [who('none', []), '/welcome'],
  ])('%o: %s', (actor, address) => expect(landingOf(actor)).toBe(address));

  test('who leads a company and reads an opened case finds both', () => {
    expect(sectionsOf(who('company', ['leader', 'collaborator'], 1))).toEqual(['plan', 'opened']);
    expect(sectionsOf(who('company', ['leader', 'expert'], 1))).toEqual(['plan', 'opened']);
    for (const one of [who('company', ['leader'], 1), who('company', ['collaborator']), who('expert', ['expert'])])
      expect(sectionsOf(one)).toEqual([]);
  });
});
