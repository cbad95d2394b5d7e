import type { ComponentProps } from 'react';
import { NoContract } from '~/features/impact/no-contract';
import { TooNarrow } from './too-narrow';

/** Why there is nothing to overlook: the view is narrower than what can be counted, or there is no contract. */
export function NoOverview({ isTooNarrow, ...view }: ComponentProps<typeof TooNarrow> & { isTooNarrow: boolean }) {
  return isTooNarrow ? <TooNarrow {...view} /> : <NoContract />;
}
