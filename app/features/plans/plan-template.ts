import type { MilestoneSide } from '~/features/milestones/milestone';
import type { Track } from '~/features/programmes/track';
import type { StructuringType } from '~/features/projects/project';

/** A text in both languages of the product; neither is ever blank. */
export type BilingualText = { fr: string; en: string };

/**
 * When a milestone may start. `days`: working days after the assignment · `months`: months after its predecessors, with a second visit
 * at `againMonths` · `cutOffDays`: working days from the day a call closes, negative before it · nothing: right after its predecessors.
 * (`docs/domain.md §3.1`)
 */
export type MilestoneOffset = { days?: number; months?: number; againMonths?: number; cutOffDays?: number };

/** A figure asked when a milestone closes; never written by itself. */
export type MilestoneMetric = {
  metric: string;
  /** Its reference value is asked, not a result. */
  isBaseline: boolean;
  /** The amount asked for, which never adds to the amount obtained. */
  isRequested?: true;
};

export type TemplateMilestone = {
  position: number;
  title: BilingualText;
  offset: MilestoneOffset;
  durationDays: number;
  /** One or two owners; the first has the ball. */
  sides: readonly MilestoneSide[];
  evidence: BilingualText;
  /** Positions that must be done first. */
  dependsOn: readonly number[];
  exitCriterion: BilingualText;
  isCritical: boolean;
  moves: readonly MilestoneMetric[];
};

/** What the templates of tracks and of structuring projects have in common. */
type Template = {
  version: number;
  title: BilingualText;
  /** Usual length, shortest and longest. */
  months: readonly [number, number];
  /** The plan is signed after this milestone. */
  signaturePosition: number;
  /** This one done, the assessment is delivered. */
  assessmentPosition: number;
  /** Metrics whose reference value must be verified before the plan is sent. */
  requiredBaselines: readonly string[];
  milestones: readonly TemplateMilestone[];
};

export type PlanTemplate = Template & { code: 'T1' | 'T2' | 'T3' | 'T4' | 'T5'; track: Track };
export type StructuringTemplate = Template & { code: 'S1' | 'S2' | 'S3'; projectType: StructuringType };

/** Position of the milestone after which a track's plan is signed. (`docs/domain.md §3.1`) */
export const SIGNATURE_POSITIONS: Record<Track, number> = { strategy: 5, financing: 3, international: 4, eu_projects: 2, innovation: 3 };

/** Position of the milestone that delivers a track's assessment. (`docs/domain.md §3.1`) */
export const ASSESSMENT_POSITIONS: Record<Track, number> = { strategy: 3, financing: 3, international: 2, eu_projects: 1, innovation: 1 };

/** True when a milestone is worked only once the plan is signed. */
export function isAfterSignature(position: number, track: Track): boolean {
  return position > SIGNATURE_POSITIONS[track];
}
