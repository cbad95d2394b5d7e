import { useEffect, useState } from 'react';
import type { PasskeyPurpose } from '~/access/second-factor.schema';

export type AskPasskey = {
  isKnown: boolean;
  isBusy: boolean;
  hasFailed: boolean;
  ask: (send: (passkey: string) => void) => Promise<void>;
};

/** A passkey, asked for in the browser's own window. `isKnown`: scripts run, and the browser knows passkeys. */
export function usePasskey(purpose: PasskeyPurpose): AskPasskey {
  const [state, setState] = useState<'unknown' | 'idle' | 'busy' | 'failed'>('unknown');
  useEffect(() => setState('PublicKeyCredential' in window ? 'idle' : 'unknown'), []);
  const ask: AskPasskey['ask'] = async (send) => {
    setState('busy');
    try {
      send(JSON.stringify(await answerOf(purpose)));
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return { isKnown: state !== 'unknown', isBusy: state === 'busy', hasFailed: state === 'failed', ask };
}

/** What the browser's own window gives, once the person has agreed in it. */
async function answerOf(purpose: PasskeyPurpose) {
  const [browser, reply] = await Promise.all([
    import('@simplewebauthn/browser'),
    fetch('/passkeys/challenge', { method: 'POST', body: new URLSearchParams({ purpose }) }),
  ]);
  if (!reply.ok) throw new Error(`passkey challenge: ${reply.status}`);
  const optionsJSON = await reply.json();
  return purpose === 'register' ? browser.startRegistration({ optionsJSON }) : browser.startAuthentication({ optionsJSON });
}
