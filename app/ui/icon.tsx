import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names';

/** A drawing beside words: never the only bearer of a meaning, so hidden from assistive technology. */
export function Icon({ icon: Drawing, size, tone }: { icon: LucideIcon; size?: 'sm' | 'lg' | 'xl'; tone?: 'ok' | 'watch' | 'late' }) {
  return (
    <Drawing
      className={classNames('icon', size && `icon--${size}`, tone && `is-${tone}`)}
      width={undefined}
      height={undefined}
      strokeWidth={undefined}
      aria-hidden="true"
      focusable="false"
    />
  );
}
