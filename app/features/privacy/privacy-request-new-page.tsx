import { Form, Link } from '@remix-run/react';
import { useMessages } from '~/i18n/use-messages';
import { Button, LinkButton, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, SelectField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { FieldScope, ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb, PageHead } from '~/ui/shell';
import type { PersonFound } from './privacy-register.queries.server';
import { PRIVACY_REQUEST_KINDS } from './privacy-request';

type Props = {
  q: string | null;
  found: readonly PersonFound[];
  person: { id: string; name: string } | null;
  today: string;
  reply: FormReply | undefined;
};

/** A request is written down in two steps: whose it is, then what it asks and since when. */
export function PrivacyRequestNewPage({ q, found, person, today, reply }: Props) {
  const t = useMessages('privacy');
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<Breadcrumb steps={[{ to: '/admin/privacy', label: t('register.title') }, { label: t('register.new') }]} />}
        title={t('register.new')}
        lede={person ? person.name : t('register.whose')}
      />
      {person ? (
        <ServerForm reply={reply} className="stack stack--4" labels={{ kind: t('register.kind'), receivedOn: t('register.received_on') }}>
          <ErrorSummary />
          <HiddenField name="personId" value={person.id} />
          <SelectField
            name="kind"
            required
            placeholder={t('register.choose')}
            options={PRIVACY_REQUEST_KINDS.map((kind) => ({ value: kind, label: t(`register.kind.${kind}`) }))}
          />
          <DateField name="receivedOn" defaultValue={today} hint={t('register.received_hint')} required />
          <FormActions>
            <SubmitButton>{t('register.open_submit')}</SubmitButton>
            <LinkButton to="/admin/privacy/new">{t('register.other_person')}</LinkButton>
          </FormActions>
        </ServerForm>
      ) : (
        <WhoAsks q={q} found={found} />
      )}
    </div>
  );
}

function WhoAsks({ q, found }: Pick<Props, 'q' | 'found'>) {
  const t = useMessages('privacy');
  return (
    <>
      <FieldScope id="who">
        <Form method="get" className="filters" role="search">
          <TextField name="q" label={t('register.q')} defaultValue={q ?? ''} autoComplete="off" />
          <Button type="submit" kind="primary">
            {t('register.search')}
          </Button>
        </Form>
      </FieldScope>
      {q ? (
        <Card title={t('register.found', { count: found.length })}>
          <ul className="rows">
            {found.map(({ id, name, email }) => (
              <li key={id} className="item">
                <div className="stack stack--1">
                  <Link className="item__main" to={`/admin/privacy/new?person=${id}`}>
                    {name}
                  </Link>
                  {email ? <span className="meta">{email}</span> : null}
                </div>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}
