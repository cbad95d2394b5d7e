import { z } from 'zod';
import { BALL_SIDES } from '~/features/cases/case-state';
import {
  oneOf,
  optionalDate,
  optionally,
  optionalText,
  optionalWholeNumber,
  requiredText,
  uuid,
  version,
  wholeNumber,
} from '~/ui/forms/schema-parts';

/** What people write of a milestone of a plan; ten years of working days at most. */
const WORDS = {
  title: requiredText({ min: 3, max: 200 }),
  titleEn: optionalText({ max: 200 }),
  side: oneOf(BALL_SIDES),
  otherSide: optionally(oneOf(BALL_SIDES)),
  offsetDays: optionalWholeNumber({ min: 0, max: 2500 }),
  durationDays: wholeNumber({ min: 0, max: 2500 }),
  blockerIds: z.array(uuid()).max(100),
  expectedEvidence: optionalText({ max: 1000 }),
  expectedEvidenceEn: optionalText({ max: 1000 }),
};

export const addPlannedMilestoneSchema = z.object({ ...WORDS, afterPosition: wholeNumber({ min: 0, max: 1000 }) });

export const editPlannedMilestoneSchema = z.object({ ...WORDS, version: version(), dueOn: optionalDate() });

export const removePlannedMilestoneSchema = z.object({ version: version() });

type Words = Pick<z.output<typeof editPlannedMilestoneSchema>, 'side' | 'otherSide' | 'expectedEvidence'>;

/** The form's two owners as the list the plan keeps, and its evidence as text. */
export function plannedInput<T extends Words>({ side, otherSide, expectedEvidence, ...rest }: T) {
  const sides = otherSide && otherSide !== side ? [side, otherSide] : [side];
  return { ...rest, sides, expectedEvidence: expectedEvidence ?? '' };
}
