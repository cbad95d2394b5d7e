import { describe, expect, test } from 'vitest';
import { fitOf, inOrderOfProposal } from '~/features/load/proposal';

const about = { track: 'financing', das: 'DAS2', department: '13' } as const;
const advisor = (name: string, share: number, ...skills: string[]) => ({
  name,
  load: { share },
  skills: skills.map((skill) => {
    const [kind = '', code = ''] = skill.split(':');
    return { kind: kind as 'track', code };
  }),
});
const names = (...candidates: ReturnType<typeof advisor>[]) => inOrderOfProposal(candidates, about).map(({ name }) => name);

describe('who is proposed for a case (docs/domain.md §6.7)', () => {
  test('the track before the domain, the domain before the load, the load before the department, then the name', () => {
    expect(names(advisor('light', 0.1), advisor('skilled', 1.2, 'track:financing'))).toEqual(['skilled', 'light']);
    expect(
      names(
        advisor('track', 0.1, 'track:financing'),
        advisor('both', 0.9, 'track:financing', 'das:DAS2'),
        advisor('domain', 0, 'das:DAS2'),
      ),
    ).toEqual(['both', 'track', 'domain']);
    expect(names(advisor('near', 0.5, 'department:13'), advisor('light', 0.4))).toEqual(['light', 'near']);
    expect(names(advisor('far', 0.5), advisor('near', 0.5, 'department:13'))).toEqual(['near', 'far']);
    expect(names(advisor('Élodie', 0.5), advisor('Zoé', 0.5), advisor('Anne', 0.5))).toEqual(['Anne', 'Élodie', 'Zoé']);
  });

  test('a skill counts for its own kind only, and nothing fits a company without a domain', () => {
    expect(fitOf(advisor('a', 0, 'das:financing', 'track:DAS2'), about)).toEqual({ track: false, das: false, department: false });
    expect(fitOf(advisor('a', 0, 'das:DAS2'), { ...about, das: null })).toMatchObject({ das: false });
  });

  test('the list given is left as it was', () => {
    const given = [advisor('b', 1), advisor('a', 0)];
    inOrderOfProposal(given, about);
    expect(given.map(({ name }) => name)).toEqual(['b', 'a']);
  });
});
