import { type ComponentType, useEffect, useState } from 'react';
import { WARNED_SECONDS } from './session-end';

/** Nobody signed in, nothing to end: in more than a week. */
const NEVER = 1e6;

/** What warns of the end of a sign-in that has so many seconds left: its script is fetched when the time comes. */
export function useSessionWarning(secondsLeft = NEVER): ComponentType | null {
  const [Warning, setWarning] = useState<ComponentType | null>(null);
  useEffect(() => {
    const load = () => import('./session-warning').then((loaded) => setWarning(() => loaded.SessionWarning));
    const timer = setTimeout(load, (secondsLeft - WARNED_SECONDS) * 1000);
    return () => clearTimeout(timer);
  }, [secondsLeft]);
  return Warning;
}
