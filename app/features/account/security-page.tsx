import { Form, Link } from '@remix-run/react';
import type { SignIn } from '~/access/devices.server';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';

type Props = { email: string; hasFactor: boolean; signIns: SignIn[]; told: 'password' | 'ended' | null; hasSpaces: boolean };

/** Where an account is signed in, and its password. */
export function SecurityPage({ email, hasFactor, signIns, told, hasSpaces }: Props) {
  const t = useMessages('account');
  const d = useMessages('door');
  const s = useMessages('factors');
  const f = useFormat();
  const others = signIns.filter(({ isHere }) => !isHere);
  return (
    <div className="page page--narrow stack stack--6">
      <div className="stack stack--1">
        <h1>{t('page.security')}</h1>
        <p className="meta">
          <Link to="/account">{t('title')}</Link>
        </p>
      </div>
      {told ? (
        <p className="callout callout--ok" role="status">
          {told === 'password' ? t('password.changed') : d('device.ended')}
        </p>
      ) : null}
      <section className="stack stack--2" aria-labelledby="password">
        <h2 id="password">{t('password')}</h2>
        <p>
          <LinkButton to="/account/password">{t('password.submit')}</LinkButton>
        </p>
      </section>
      <section className="stack stack--2" aria-labelledby="factor">
        <h2 id="factor">{s('title')}</h2>
        <p>{s(hasFactor ? 'state.on' : 'state.off')}</p>
        <p>
          <LinkButton to="/account/second-factor">{s(hasFactor ? 'manage' : 'open')}</LinkButton>
        </p>
      </section>
      <section className="stack stack--2" aria-labelledby="email">
        <h2 id="email">{t('email')}</h2>
        <p>{email}</p>
        <p>
          <LinkButton to="/account/email">{t('email.change')}</LinkButton>
        </p>
      </section>
      <section className="stack stack--4" aria-labelledby="devices">
        <div className="stack stack--1">
          <h2 id="devices">{t('devices')}</h2>
          <p>{d('device.lede')}</p>
        </div>
        <ul className="rows">
          {signIns.map(({ handle, browser, system, clusterName, seenAt, isHere }) => {
            const name = [browser, system].filter(Boolean).join(', ') || d('device.unknown');
            return (
              <li key={handle} className="item">
                <div className="item__main stack stack--1">
                  <strong>{name}</strong>
                  <span className="meta">
                    {isHere ? d('device.here') : d('device.seen', { on: f.dateTime(new Date(seenAt)) })}
                    {hasSpaces ? ` · ${clusterName}` : null}
                  </span>
                </div>
                {isHere ? null : (
                  <Form method="post" className="item__side">
                    <button type="submit" className="btn" name="handle" value={handle}>
                      {d('device.end')} <span className="sr-only">{name}</span>
                    </button>
                  </Form>
                )}
              </li>
            );
          })}
        </ul>
        <div className="row">
          {others.length > 1 ? (
            <Form method="post">
              <button type="submit" className="btn" name="handle" value="others">
                {d('device.end_others')}
              </button>
            </Form>
          ) : null}
          <Form method="post" action="/sign-out" reloadDocument>
            <button type="submit" className="btn btn--danger" name="everywhere" value="on">
              {t('devices.submit')}
            </button>
          </Form>
        </div>
        {others.length > 0 ? <p className="meta">{d('device.doubt')}</p> : null}
      </section>
    </div>
  );
}
