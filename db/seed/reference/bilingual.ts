import type { BilingualText } from '../../../app/features/plans/plan-template';

export function both(fr: string, en: string): BilingualText {
  return { fr, en };
}
