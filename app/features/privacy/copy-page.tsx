import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { useFileSize } from '../documents/document-words';
import type { DataCopy } from './my-data.queries.server';

/** Somebody's copies of their data: asked for, being made, there to download. */
export function CopyPage({ copies, reply }: { copies: readonly DataCopy[]; reply: FormReply | undefined }) {
  const t = useMessages('privacy');
  const f = useFormat();
  const sizeOf = useFileSize();
  const isWaiting = copies.some(({ readyAt }) => readyAt === null);
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead title={t('copy.title')} lede={t('copy.lede')} />
      {copies.length > 0 ? (
        <Card title={t('copy.title')}>
          <ul className="stack stack--3">
            {copies.map(({ id, askedAt, readyAt, expiresAt, sizeBytes }) => (
              <li key={id} className="row row--between">
                {readyAt && expiresAt ? (
                  <>
                    <span>{t('copy.ready', { at: f.dateTime(new Date(readyAt)), until: f.dateTime(new Date(expiresAt)) })}</span>
                    <a className="btn" href={`/account/data/copies/${id}`} download>
                      {t('copy.download', { size: sizeOf(sizeBytes ?? 0) })}
                    </a>
                  </>
                ) : (
                  <span role="status">{t('copy.waiting', { at: f.dateTime(new Date(askedAt)) })}</span>
                )}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <ServerForm reply={reply} className="stack stack--2">
        <ErrorSummary />
        <p className="meta">{t('copy.kept')}</p>
        <FormActions>
          {isWaiting ? null : <SubmitButton>{t('copy.ask')}</SubmitButton>}
          <LinkButton to="/account/data">{t('back')}</LinkButton>
        </FormActions>
      </ServerForm>
    </div>
  );
}
