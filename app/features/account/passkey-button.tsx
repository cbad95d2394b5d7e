import { useSubmit } from '@remix-run/react';
import { KeyRound } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { type AskPasskey, usePasskey } from './use-passkey';

type Props = {
  purpose: 'sign_in' | 'prove';
  /** Where the browser's answer is sent; the page's own action without it. */
  action?: string;
  label: string;
};

/** Asks the browser for a passkey. Shown once the browser says that it knows any: without scripts there are other ways. */
export function PasskeyButton({ purpose, action, label }: Props) {
  const submit = useSubmit();
  const { isKnown, ...asked } = usePasskey(purpose);
  const send = (passkey: string) => submit({ passkey }, { method: 'post', ...(action ? { action } : {}) });
  if (!isKnown) return null;
  return (
    <div className="stack stack--2">
      <PasskeyFailure {...asked} />
      <div>
        <Button icon={KeyRound} onClick={() => void asked.ask(send)} disabled={asked.isBusy}>
          {label}
        </Button>
      </div>
    </div>
  );
}

export function PasskeyFailure({ hasFailed }: Pick<AskPasskey, 'hasFailed'>) {
  const t = useMessages('factors');
  return hasFailed ? (
    <p className="callout callout--late" role="alert">
      {t('passkey.failed')}
    </p>
  ) : null;
}
