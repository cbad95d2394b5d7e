import { Form } from '@remix-run/react';
import type { Role } from '~/access/actor';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';

type Props = {
  givenName: string;
  familyName: string;
  email: string;
  clusterName: string;
  roles: Role[];
  locale: string;
  theme: string;
  isChanged: boolean;
  reply: FormReply | undefined;
};

/** A person's own settings: language, theme, password, sign-ins. */
export function AccountPage({ givenName, familyName, email, clusterName, roles, locale, theme, isChanged, reply }: Props) {
  const t = useMessages('account');
  const n = useMessages('navigation');
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
      {isChanged ? (
        <p className="callout callout--ok" role="status">
          {t('password.changed')}
        </p>
      ) : null}
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
      <section className="stack stack--2" aria-labelledby="letters">
        <h2 id="letters">{t('letters')}</h2>
        <p>{t('letters.text')}</p>
        <p>
          <LinkButton to="/account/notifications">{t('letters.link')}</LinkButton>
        </p>
      </section>
      <section className="stack stack--2" aria-labelledby="password">
        <h2 id="password">{t('password')}</h2>
        <ServerForm reply={reply} className="stack stack--4">
          <ErrorSummary />
          <TextField name="oldPassword" type="password" autoComplete="current-password" label={t('password.old')} required />
          <TextField
            name="newPassword"
            type="password"
            autoComplete="new-password"
            label={t('password.new')}
            hint={t('password.hint')}
            required
          />
          <TextField name="again" type="password" autoComplete="new-password" label={t('password.again')} required />
          <div>
            <SubmitButton>{t('password.submit')}</SubmitButton>
          </div>
        </ServerForm>
      </section>
      <section className="stack stack--2" aria-labelledby="devices">
        <h2 id="devices">{t('devices')}</h2>
        <p>{t('devices.text')}</p>
        <Form method="post" action="/sign-out" reloadDocument>
          <button type="submit" className="btn btn--danger" name="everywhere" value="on">
            {t('devices.submit')}
          </button>
        </Form>
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
