import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import type { InvitationState } from './invitation';

/** Where a person stands between being written down and signing in. */
export function InvitationStatus({ state, until }: { state: InvitationState; until: string | null }) {
  const t = useMessages('invitations');
  const f = useFormat();
  const on = until ? f.dateTime(new Date(until)) : '';
  const text = state === 'pending' || state === 'expired' ? t(`state.${state}`, { on }) : t(`state.${state}`);
  return <span className={TONES[state]}>{text}</span>;
}

const TONES: Partial<Record<InvitationState, string>> = { account: 'is-ok', expired: 'is-watch', declined: 'is-watch' };
