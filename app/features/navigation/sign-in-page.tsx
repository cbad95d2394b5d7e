import { Form, Link } from '@remix-run/react';
import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { Icon } from '~/ui/icon';
import { later } from '~/ui/later';
import { BrandMark } from './page-frame';

const PasskeyButton = later(async () => (await import('../account/passkey-button')).PasskeyButton);

type DemoAccount = { role: string; email: string; password: string; name: string; cluster: string; company: string | null };
type Props = {
  demoAccounts: DemoAccount[];
  /** `wait`: minutes until another try is looked at. */
  reply: { email: string; wait: number } | undefined;
  search: string;
  /** E-mail of the demonstration account that fills the form. */
  chosen: string | null;
  isSending: boolean;
  /** What led here: a new password, a second step that took too long, a passkey that opens nothing. */
  told: 'reset' | 'over' | 'passkey' | null;
  hasPasskeys: boolean;
};

/** One door for all: advisors, leaders and funders. */
export function SignInPage({ demoAccounts, reply, search, chosen, isSending, told, hasPasskeys }: Props) {
  const t = useMessages('navigation');
  const s = useMessages('factors');
  const other = useLocale() === 'fr' ? 'en' : 'fr';
  const filled = demoAccounts.find((account) => account.email === chosen);
  const summary = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (reply) summary.current?.focus();
  }, [reply]);
  return (
    <main id="content" tabIndex={-1} className="signin">
      <div className="signin__form">
        <div>
          <p className="brand">
            <BrandMark />
            Perspective PME {demoAccounts.length > 0 ? <span className="demo-tag">{t('demo')}</span> : null}
          </p>
          <div className="stack stack--1">
            <h1>{t('sign_in.title')}</h1>
            <p className="muted">{t('sign_in.lede')}</p>
          </div>
          <Form method="post" className="stack stack--4" key={filled?.email ?? 'empty'}>
            {reply ? (
              <p className="callout callout--late with-icon" role="alert" tabIndex={-1} ref={summary}>
                <Icon icon={CircleAlert} />
                {reply.wait > 0 ? t('sign_in.wait', { minutes: reply.wait }) : t('sign_in.refused')}
              </p>
            ) : null}
            {told && !reply ? (
              <p className={`callout callout--${told === 'reset' ? 'ok' : 'watch'}`} role="status">
                {told === 'reset' ? t('sign_in.reset') : s(told === 'over' ? 'step.over' : 'passkey.refused')}
              </p>
            ) : null}
            <div className="field">
              <label htmlFor="email">{t('sign_in.email')}</label>
              <input
                className="input"
                id="email"
                name="email"
                type="email"
                autoComplete="username"
                required
                defaultValue={filled?.email ?? reply?.email}
              />
            </div>
            <div className="field">
              <label htmlFor="password">{t('sign_in.password')}</label>
              <input
                className="input"
                id="password"
                name="password"
                type="password"
                autoComplete="current-password"
                required
                defaultValue={filled?.password}
              />
            </div>
            <button className="btn btn--primary btn--xl btn--block" type="submit" aria-busy={isSending || undefined}>
              {t('sign_in.submit')}
            </button>
          </Form>
          {hasPasskeys ? (
            <PasskeyButton purpose="sign_in" action={`/sign-in/passkey${search ? `?${search}` : ''}`} label={s('passkey.sign_in')} />
          ) : null}
          <p>
            <Link to="/forgotten">{t('sign_in.forgotten')}</Link>
          </p>
          <p className="muted">{t('sign_in.leader')}</p>
          <div className="meta row">
            <Form method="post" action="/preferences" reloadDocument>
              <input type="hidden" name="back" value={`/sign-in${search ? `?${search}` : ''}`} />
              <button type="submit" className="lang" name="locale" value={other} lang={other}>
                {other === 'en' ? 'English' : 'Français'}
              </button>
            </Form>
            <Link to="/your-data">{t('footer.your_data')}</Link>
          </div>
          {demoAccounts.length > 0 ? <DemoAccounts accounts={demoAccounts} /> : null}
        </div>
      </div>
      <aside className="signin__aside" aria-label={t('sign_in.about')}>
        <div className="stack stack--4">
          <h2>{t('sign_in.promise')}</h2>
        </div>
      </aside>
    </main>
  );
}

function DemoAccounts({ accounts }: { accounts: DemoAccount[] }) {
  const t = useMessages('navigation');
  return (
    <section className="stack stack--2" aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">{t('sign_in.demo_title')}</h2>
      <p className="meta">
        {t('sign_in.demo_text')} <Link to="/demo/mailbox">{t('sign_in.demo_mail')}</Link>
      </p>
      <ul className="rows rows--tight">
        {accounts.map((account) => (
          <li key={account.email} className="item">
            <Link className="item__main" to={`/sign-in?${new URLSearchParams({ as: account.email })}`} preventScrollReset={false}>
              {account.name}
            </Link>
            <span className="meta">
              {t(`role.${account.role}` as 'role.advisor')} · {account.company ?? account.cluster}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
