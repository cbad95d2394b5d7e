import { Link, useSubmit } from '@remix-run/react';
import { KeyRound } from 'lucide-react';
import type { FormEvent } from 'react';
import type { OwnFactors } from '~/access/second-factor.server';
import { useFormat } from '~/i18n/use-format';
import { useMessages, useMessageText } from '~/i18n/use-messages';
import { Button, SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { FieldScope, ServerForm } from '~/ui/forms/server-form';
import { PasskeyFailure } from './passkey-button';
import { RecoveryCodes } from './recovery-codes';
import { usePasskey } from './use-passkey';

type Props = {
  factors: OwnFactors;
  /** The cluster waits for one. */
  isOwed: boolean;
  told: 'app' | 'removed' | 'passkey' | null;
  offers: { app: boolean; passkeys: boolean };
  reply: FormReply | undefined;
  codes: string[] | null;
};

/** What an account is opened by besides its password. */
export function SecondFactorPage({ factors, isOwed, told, offers, reply, codes }: Props) {
  const t = useMessages('factors');
  const a = useMessages('account');
  if (codes) return <RecoveryCodes codes={codes} />;
  const hasAny = factors.appSince !== null || factors.passkeys.length > 0;
  return (
    <div className="page page--narrow stack stack--4">
      <div className="stack stack--1">
        <h1>{t('title')}</h1>
        <p className="lede">{t('lede')}</p>
        {isOwed ? null : (
          <p className="meta">
            <Link to="/account/security">{a('page.security')}</Link>
          </p>
        )}
      </div>
      {told ? (
        <p className="callout callout--ok" role="status">
          {t(`told.${told}`)}
        </p>
      ) : null}
      {isOwed ? (
        <Banner tone="watch" title={t('owed.title')}>
          {t('owed.text')}
        </Banner>
      ) : null}
      <AppCard factors={factors} isOffered={offers.app} reply={reply} />
      {offers.passkeys ? <PasskeysCard factors={factors} reply={reply} /> : null}
      {hasAny ? <CodesCard left={factors.codesLeft} reply={reply} /> : null}
    </div>
  );
}

function AppCard({ factors: { appSince }, isOffered, reply }: Pick<Props, 'factors' | 'reply'> & { isOffered: boolean }) {
  const t = useMessages('factors');
  const f = useFormat();
  return (
    <Card title={t('app')}>
      <div className="stack stack--3">
        <p>{appSince ? t('app.since', { on: f.dateTime(new Date(appSince)) }) : t('app.what')}</p>
        <div className="row">
          {isOffered ? (
            <ServerForm reply={reply} intent="begin_app">
              <ErrorSummary />
              <HiddenField name="act" value="begin_app" />
              <SubmitButton>{t(appSince ? 'app.replace' : 'app.begin')}</SubmitButton>
            </ServerForm>
          ) : (
            <p className="meta">{t('app.unavailable')}</p>
          )}
          {appSince ? (
            <ServerForm reply={reply} intent="remove_app">
              <ErrorSummary />
              <HiddenField name="act" value="remove_app" />
              <SubmitButton kind="danger">{t('app.remove')}</SubmitButton>
            </ServerForm>
          ) : null}
        </div>
      </div>
    </Card>
  );
}

function PasskeysCard({ factors: { passkeys }, reply }: Pick<Props, 'factors' | 'reply'>) {
  const t = useMessages('factors');
  const f = useFormat();
  return (
    <Card title={t('passkeys')}>
      <div className="stack stack--4">
        <p>{t('passkeys.what')}</p>
        <ul className="stack stack--2">
          {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
            <li key={id} className="row row--between">
              <span>
                <strong>{name}</strong>{' '}
                <span className="meta">
                  {lastUsedAt
                    ? t('passkeys.used', { on: f.dateTime(new Date(lastUsedAt)) })
                    : t('passkeys.added', { on: f.dateTime(new Date(createdAt)) })}
                </span>
              </span>
              <ServerForm reply={reply} intent={id}>
                <ErrorSummary />
                <HiddenField name="act" value="remove_passkey" />
                <HiddenField name="passkeyId" value={id} />
                <SubmitButton kind="quiet">
                  {t('passkeys.remove')} <span className="sr-only">{name}</span>
                </SubmitButton>
              </ServerForm>
            </li>
          ))}
        </ul>
        <AddPasskey reply={reply} />
      </div>
    </Card>
  );
}

/** The name is asked for first; the rest happens in the browser's own window. */
function AddPasskey({ reply }: Pick<Props, 'reply'>) {
  const t = useMessages('factors');
  const say = useMessageText();
  const submit = useSubmit();
  const { isKnown, ...asked } = usePasskey('register');
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name'));
    void asked.ask((passkey) => submit({ act: 'add_passkey', name, passkey }, { method: 'post' }));
  };
  if (!isKnown)
    return (
      <noscript>
        <p className="meta">{t('passkeys.scripts')}</p>
      </noscript>
    );
  return (
    <form className="stack stack--3" onSubmit={onSubmit}>
      <PasskeyFailure {...asked} />
      {reply?.refused && !reply.values ? (
        <p className="callout callout--late" role="alert">
          {say(reply.refused)}
        </p>
      ) : null}
      <FieldScope id="passkey">
        <TextField name="name" label={t('passkeys.name')} hint={t('passkeys.name_hint')} maxLength={60} required />
      </FieldScope>
      <div>
        <Button type="submit" icon={KeyRound} disabled={asked.isBusy}>
          {t('passkeys.add')}
        </Button>
      </div>
    </form>
  );
}

function CodesCard({ left, reply }: { left: number } & Pick<Props, 'reply'>) {
  const t = useMessages('factors');
  return (
    <Card title={t('codes')}>
      <div className="stack stack--3">
        <p>
          {t('codes.what')} {t('codes.left', { count: left })}
        </p>
        <ServerForm reply={reply} intent="new_codes">
          <ErrorSummary />
          <HiddenField name="act" value="new_codes" />
          <FormActions>
            <SubmitButton kind="quiet">{t('codes.renew')}</SubmitButton>
          </FormActions>
        </ServerForm>
      </div>
    </Card>
  );
}
