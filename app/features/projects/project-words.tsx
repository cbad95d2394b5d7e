import { useMessages } from '~/i18n/use-messages';
import { Tag } from '~/ui/marks';
import type { ProjectOutcome, ProjectState } from './project';

const TONES: Record<ProjectOutcome, 'ok' | 'you' | 'watch' | undefined> = {
  in_review: 'you',
  awaiting_funder: 'watch',
  running: 'ok',
  completed: 'ok',
  not_funded: undefined,
  refused: undefined,
  withdrawn: undefined,
  lapsed: undefined,
  stopped: undefined,
};

/** The state in words; colour only where something is awaited or was granted. */
export function StateTag({ state, outcome }: { state: ProjectState; outcome: ProjectOutcome }) {
  const t = useMessages('projects');
  return <Tag tone={TONES[outcome]}>{t(`state.${state}`)}</Tag>;
}
