import { Link } from '@remix-run/react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { CheckboxField } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import type { CompanyConsents, ConsentLine } from './my-data.queries.server';

type Props = { companies: readonly CompanyConsents[]; told: 'saved' | 'withdrawn' | null; reply: FormReply | undefined };

/** What somebody may do about what is known of them: agree and take it back, have a copy. */
export function MyDataPage({ companies, told, reply }: Props) {
  const t = useMessages('privacy');
  return (
    <div className="page page--narrow stack stack--6">
      <PageHead title={t('mine.title')} lede={t('mine.lede')} />
      {told ? (
        <p className="callout callout--ok" role="status">
          {t(`consent.${told}`)}
        </p>
      ) : null}
      <ul className="rows">
        <li className="item">
          <div className="stack stack--1">
            <Link className="item__main" to="/account/data/copy">
              {t('copy.title')}
            </Link>
            <span className="meta">{t('copy.hint')}</span>
          </div>
        </li>
        <li className="item">
          <Link className="item__main" to="/your-data">
            {t('mine.readers')}
          </Link>
        </li>
      </ul>
      {companies.map(({ id, name, consents }) => (
        <Card key={id} title={t('consent.title', { company: name })}>
          <p className="meta">{t('consent.lede')}</p>
          {consents.map((consent) => (
            <Consent key={consent.purpose} companyId={id} consent={consent} reply={reply} />
          ))}
        </Card>
      ))}
    </div>
  );
}

function Consent({
  companyId,
  consent: { purpose, text, given },
  reply,
}: {
  companyId: string;
  consent: ConsentLine;
  reply: Props['reply'];
}) {
  const t = useMessages('privacy');
  const f = useFormat();
  const isMeant = reply?.values?.companyId === companyId && reply.values.purpose === purpose;
  return (
    <ServerForm className="stack stack--2" reply={isMeant ? reply : undefined} labels={{ isAgreed: text }}>
      <ErrorSummary />
      <HiddenField name="companyId" value={companyId} />
      <HiddenField name="purpose" value={purpose} />
      <HiddenField name="act" value={given ? 'withdraw' : 'give'} />
      {given ? <p>{text}</p> : <CheckboxField name="isAgreed" label={text} isBoxed />}
      <p className="meta">
        {given ? t('consent.given', { at: f.dateTime(new Date(given.at)), by: given.by, version: given.version }) : t('consent.none')}
      </p>
      <FormActions>
        <SubmitButton kind={given ? undefined : 'primary'}>{t(given ? 'consent.withdraw' : 'consent.give')}</SubmitButton>
      </FormActions>
    </ServerForm>
  );
}
