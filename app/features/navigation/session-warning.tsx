import { Clock } from 'lucide-react';
import { Suspense, useCallback, useEffect, useState } from 'react';
import { MessagesOnDemand, useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { WARNED_SECONDS } from './session-end';

type Left = { seconds: number; most: number };

/** Says five minutes ahead that the sign-in ends. */
export function SessionWarning() {
  return (
    <MessagesOnDemand>
      <Suspense fallback={null}>
        <Warning />
      </Suspense>
    </MessagesOnDemand>
  );
}

/** Another tab may have kept the sign-in alive: the server knows, and is asked again. */
function Warning() {
  const t = useMessages('door');
  const [left, setLeft] = useState<Left | null>(null);
  const ask = useCallback(async (init?: RequestInit) => {
    const answer = await fetch('/session', { cache: 'no-store', ...init }).catch(() => null);
    if (answer?.ok) setLeft((await answer.json()) as Left);
  }, []);
  useEffect(() => void ask(), [ask]);
  useEffect(() => {
    if (!left || left.seconds === 0) return;
    const wait = left.seconds > WARNED_SECONDS ? left.seconds - WARNED_SECONDS : Math.min(left.seconds + 1, 60);
    const timer = setTimeout(() => void ask(), wait * 1000);
    return () => clearTimeout(timer);
  }, [left, ask]);
  if (!left || left.seconds > WARNED_SECONDS) return null;
  const minutes = Math.ceil(left.seconds / 60);
  return (
    <div className="callout callout--watch session-end" role="alert">
      <Icon icon={Clock} />
      <div className="row">
        {left.seconds === 0 ? (
          <>
            <span>{t('session.ended')}</span>
            <a className="btn" href="/sign-in" target="_blank" rel="noreferrer">
              {t('session.sign_in')}
            </a>
          </>
        ) : left.most <= WARNED_SECONDS ? (
          <span>{t('session.last', { minutes })}</span>
        ) : (
          <>
            <span>{t('session.ends', { minutes })}</span>
            <Button onClick={() => void ask({ method: 'POST', body: new URLSearchParams() })}>{t('session.stay')}</Button>
          </>
        )}
      </div>
    </div>
  );
}
