import { FileUp } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FileField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { MOST_PREVIEWED_ROWS } from './register-file';

/** A register file to read. The whole document is sent again, so that a large file never passes through the page's own memory. */
export function UploadForm({ reply }: { reply: FormReply | undefined }) {
  const t = useMessages('register');
  return (
    <Card title={t('upload.title')} foot={<span className="meta">{t('upload.licence')}</span>}>
      <p>{t('upload.text')}</p>
      <ServerForm
        action="/register/imports"
        encType="multipart/form-data"
        reply={reply}
        className="stack"
        labels={{ file: t('upload.file') }}
        reloadDocument
      >
        <ErrorSummary />
        <FileField name="file" label={t('upload.file')} accept=".csv,text/csv" required />
        <div>
          <SubmitButton icon={FileUp}>{t('upload.submit')}</SubmitButton>
        </div>
      </ServerForm>
      <p className="meta">{t('upload.limit', { max: MOST_PREVIEWED_ROWS })}</p>
    </Card>
  );
}
