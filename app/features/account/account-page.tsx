import { Form, Link } from '@remix-run/react';
import type { Role } from '~/access/actor';
import { useMessages } from '~/i18n/use-messages';

type Props = {
  givenName: string;
  familyName: string;
  email: string;
  clusterName: string;
  roles: Role[];
  locale: string;
  theme: string;
  personId: string;
};

const PAGES = ['profile', 'absences', 'notifications', 'security', 'data'] as const;

/** A person's own settings: how pages look, and the way to everything else of the account. */
export function AccountPage({ givenName, familyName, email, clusterName, roles, locale, theme, personId }: Props) {
  const t = useMessages('account');
  const n = useMessages('navigation');
  const pages = PAGES.filter((page) => page !== 'absences' || roles.includes('advisor'));
  return (
    <div className="page page--narrow stack stack--6">
      <div className="stack stack--1">
        <h1>{t('title')}</h1>
        <p className="lede">
          {givenName} {familyName} · {email}
        </p>
        <p className="meta">
          {clusterName} · {roles.map((role) => n(`role.${role}`)).join(', ')}
        </p>
      </div>
      <ul className="rows">
        {pages.map((page) => (
          <li key={page} className="item">
            <div className="stack stack--1">
              <Link className="item__main" to={page === 'absences' ? `/load/${personId}#absences` : `/account/${page}`}>
                {t(`page.${page}`)}
              </Link>
              <span className="meta">{t(`page.${page}.hint`)}</span>
            </div>
          </li>
        ))}
      </ul>
      <section className="stack stack--2" aria-labelledby="display">
        <h2 id="display">{t('display')}</h2>
        <Choices
          name="locale"
          label={t('language')}
          current={locale}
          options={[
            ['fr', 'Français'],
            ['en', 'English'],
          ]}
        />
        <Choices
          name="theme"
          label={t('theme')}
          current={theme}
          options={(['system', 'light', 'dark'] as const).map((one) => [one, t(`theme.${one}`)])}
        />
      </section>
    </div>
  );
}

function Choices({ name, label, current, options }: { name: string; label: string; current: string; options: [string, string][] }) {
  return (
    <Form method="post" action="/preferences" reloadDocument className="row">
      <input type="hidden" name="back" value="/account" />
      <fieldset className="row">
        <legend className="label">{label}</legend>
        <div className="segmented">
          {options.map(([value, text]) => (
            <button type="submit" key={value} name={name} value={value} aria-pressed={value === current}>
              {text}
            </button>
          ))}
        </div>
      </fieldset>
    </Form>
  );
}
