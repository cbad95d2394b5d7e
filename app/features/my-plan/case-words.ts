import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import type { PlanCase } from './my-plan.queries.server';
import type { Step } from './path-step';

/** Where a case stands and who acts, in the company's words. */
export function useCaseWords() {
  const t = useMessages('my_plan');
  const f = useFormat();
  return {
    stands({ state, plan, adviser, submittedOn, heldUntil, endedOn }: PlanCase): string {
      const name = adviser?.name ?? '';
      const named = adviser ? 'yes' : 'no';
      const on = f.date(endedOn ?? submittedOn);
      if (state === 'plan_to_sign')
        return t(plan?.isAgreedByCompany ? 'stands.agreed' : 'stands.plan_to_sign', { on: plan ? f.date(plan.sentOn) : '' });
      if (state === 'assessing' && plan?.state === 'refused') return t('stands.plan_returned', { name, named });
      if (state === 'on_hold') return t('stands.on_hold', { on: heldUntil ? f.date(heldUntil) : '', dated: heldUntil ? 'yes' : 'no' });
      return t(`stands.${state}`, { name, named, on });
    },
    /** Who acts next while the plan runs. */
    ball({ state, ball }: Pick<PlanCase, 'state' | 'ball'>, steps: readonly Pick<Step, 'state' | 'sides'>[]): string | null {
      if (state !== 'active' || !ball) return null;
      const isAlsoMine = ball !== 'company' && steps.some((step) => step.state === 'in_progress' && step.sides[0] === 'company');
      return t(isAlsoMine ? 'ball.both' : `ball.${ball}`);
    },
  };
}
