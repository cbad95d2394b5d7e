import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Branch, treeOf, withBelow } from '~/features/teams/team';

const team = (id: string, parentId: string | null = null) => ({ id, parentId });
const TEAMS = [team('a'), team('b'), team('a1', 'a'), team('a2', 'a'), team('a11', 'a1')];

describe('the tree of teams', () => {
  it('puts each under its own, in the order given', () => {
    expect(treeOf(TEAMS)).toMatchObject([
      { team: { id: 'a' }, below: [{ team: { id: 'a1' }, below: [{ team: { id: 'a11' }, below: [] }] }, { team: { id: 'a2' } }] },
      { team: { id: 'b' }, below: [] },
    ]);
  });

  it('keeps at the top a team whose own is not among them', () => {
    expect(treeOf([team('a1', 'closed')])).toMatchObject([{ team: { id: 'a1' } }]);
  });

  it('shows each of any forest once, and none below itself', () => {
    const forest = fc.array(fc.nat(), { maxLength: 40 }).map((draws) =>
      // A team is only ever put under an earlier one.
      draws.map((draw, index) => team(String(index), index === 0 || draw % 3 === 0 ? null : String(draw % index))),
    );
    fc.assert(
      fc.property(forest, (teams) => {
        const ids = (branches: Branch<(typeof teams)[number]>[]): string[] =>
          branches.flatMap(({ team: { id }, below }) => [id, ...ids(below)]);
        expect(ids(treeOf(teams)).sort()).toEqual(teams.map(({ id }) => id).sort());
        for (const { id, parentId } of teams) if (parentId !== null) expect(withBelow(teams, id).has(parentId)).toBe(false);
      }),
    );
  });
});

it('names a team and all below it, at any depth', () => {
  expect([...withBelow(TEAMS, 'a')].sort()).toEqual(['a', 'a1', 'a11', 'a2']);
  expect([...withBelow(TEAMS, 'a11')]).toEqual(['a11']);
});
