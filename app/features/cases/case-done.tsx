import { useMessages } from '~/i18n/use-messages';
import { Notice } from '~/ui/card';
import type { CaseState } from './case-state';
import { CASE_ACTS } from './case-transition';

const SAID = {
  eligibility: 'eligibility.saved',
  proposal: 'propose.done',
  review: 'review.saved',
  reminder: 'remind.saved',
  complexity: 'complexity.saved',
} as const;

/** What the last act on a case did, said once on its page. */
export function CaseDone({ done, state }: { done: string | null; state: CaseState }) {
  const t = useMessages('cases');
  if (done === null) return null;
  if (Object.hasOwn(SAID, done)) return <Notice>{t(SAID[done as keyof typeof SAID])}</Notice>;
  if (done === 'sign_plan' && state === 'plan_to_sign') return <Notice>{t('move.agreed')}</Notice>;
  if (!(CASE_ACTS as readonly string[]).includes(done)) return null;
  return <Notice>{t('move.done', { state: t(`state.${state}`) })}</Notice>;
}
