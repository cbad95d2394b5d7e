import { Link } from '@remix-run/react';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import type { DocumentPage } from './document-page.queries.server';
import { DocumentSteps } from './document-steps';
import { documentAddress } from './document-words';

type Props = { page: DocumentPage; reply: FormReply | undefined; isForCompany: boolean };

/** What withdrawing a document means, before it is done. */
export function WithdrawPage({ page: { holder, document }, reply, isForCompany }: Props) {
  const t = useMessages('documents');
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead before={<DocumentSteps holder={holder} here={t('withdraw')} isForCompany={isForCompany} />} title={t('withdraw')} />
      <Card title={document.title}>
        <ServerForm reply={reply} className="stack stack--3">
          <ErrorSummary />
          <p>{t('withdraw.lede')}</p>
          <HiddenField name="version" value={document.version} />
          <FormActions>
            <SubmitButton>{t('withdraw.submit')}</SubmitButton>
            <Link className="btn btn--quiet" to={documentAddress(document.id, isForCompany)}>
              {t('back')}
            </Link>
          </FormActions>
        </ServerForm>
      </Card>
    </div>
  );
}
