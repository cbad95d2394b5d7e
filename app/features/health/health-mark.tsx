import { CircleCheck, CircleDashed, CirclePause, OctagonX, TriangleAlert } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { Pill } from '~/ui/marks';
import type { Health } from './health-codes';

const LOOK = {
  not_started: { icon: CircleDashed, className: 'health health--new' },
  on_track: { icon: CircleCheck, className: 'health health--ok' },
  watch: { icon: TriangleAlert, className: 'health health--watch' },
  alert: { icon: OctagonX, className: 'health health--late' },
  paused: { icon: CirclePause, className: 'health health--hold' },
} as const satisfies Record<Health, unknown>;

/** How a case stands, in words with its shape; only what needs care is filled. Staff only. */
export function HealthMark({ health }: { health: Health }) {
  const t = useMessages('health');
  const { icon, className } = LOOK[health];
  return (
    <Pill className={className} icon={icon}>
      {t(`health.${health}`)}
    </Pill>
  );
}
