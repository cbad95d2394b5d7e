/** What an advisor is good at or near to: a track, a domain, a department. It orders proposals and never decides. (`docs/domain.md §6.7`) */
export const SKILL_KINDS = ['track', 'das', 'department'] as const;
export type SkillKind = (typeof SKILL_KINDS)[number];

/** Why somebody is available for less than a full post, or for it. */
export const CAPACITY_KINDS = ['full_time', 'part_time', 'beginner', 'other_duties'] as const;
export type CapacityKind = (typeof CAPACITY_KINDS)[number];
