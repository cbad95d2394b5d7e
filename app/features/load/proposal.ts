import type { Track } from '~/features/programmes/track';
import type { SkillKind } from './skill';
import type { Workload } from './workload';

/** What of a case decides who is proposed first. */
export type CaseToGive = { track: Track; das: string | null; department: string | null };

export type Candidate = { name: string; load: Pick<Workload, 'share'>; skills: readonly { kind: SkillKind; code: string }[] };

/** What an advisor and a case have in common. */
export type Fit = Record<SkillKind, boolean>;

export function fitOf({ skills }: Pick<Candidate, 'skills'>, { track, das, department }: CaseToGive): Fit {
  const has = (kind: SkillKind, code: string | null) => skills.some((skill) => skill.kind === kind && skill.code === code);
  return { track: has('track', track), das: has('das', das), department: has('department', department) };
}

/** Advisors in the order proposed for a case: skill of the track, then of the domain, then the lowest load, then the same department. A person decides. (`docs/domain.md §6.7`) */
export function inOrderOfProposal<C extends Candidate>(candidates: readonly C[], about: CaseToGive): C[] {
  const ranked = candidates.map((candidate) => ({ candidate, fit: fitOf(candidate, about) }));
  const first = (a: boolean, b: boolean) => Number(b) - Number(a);
  return ranked
    .sort(
      (a, b) =>
        first(a.fit.track, b.fit.track) ||
        first(a.fit.das, b.fit.das) ||
        a.candidate.load.share - b.candidate.load.share ||
        first(a.fit.department, b.fit.department) ||
        a.candidate.name.localeCompare(b.candidate.name, 'fr'),
    )
    .map(({ candidate }) => candidate);
}
