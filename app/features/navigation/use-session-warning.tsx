import { type ComponentType, useEffect, useState } from 'react';
import { WARNED_SECONDS } from './session-end';

/** What warns of the end of a sign-in that has so many seconds left: its script is fetched when the time comes. */
export function useSessionWarning(secondsLeft: number | undefined): ComponentType | null {
  const [warning, setWarning] = useState<{ Warning: ComponentType } | null>(null);
  useEffect(() => {
    if (secondsLeft === undefined) return;
    const load = () => import('./session-warning').then(({ SessionWarning }) => setWarning({ Warning: SessionWarning })).catch(() => {});
    const timer = setTimeout(load, Math.max(0, secondsLeft - WARNED_SECONDS) * 1000);
    return () => clearTimeout(timer);
  }, [secondsLeft]);
  return warning?.Warning ?? null;
}
