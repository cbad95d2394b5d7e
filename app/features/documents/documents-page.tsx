import { Link } from '@remix-run/react';
import { Download, FileText, Image as Picture } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card, Notice } from '~/ui/card';
import { FormActions, SelectField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { Icon } from '~/ui/icon';
import { Tag } from '~/ui/marks';
import { PageHead } from '~/ui/shell';
import { ClassField } from '../confidentiality/class-field';
import { isPicture } from './document';
import type { DocumentsPage as Page } from './document-page.queries.server';
import { DocumentSteps, documentsAddress } from './document-steps';
import { documentAddress, useFileSize } from './document-words';
import type { DocumentLine } from './documents.queries.server';
import { UploadForm } from './upload-form';

type Props = { page: Page; done: 'added' | 'withdrawn' | null; reply: FormReply | undefined; isForCompany: boolean };

/** The documents of a case or a company, and the form that adds one. */
export function DocumentsPage({ page, done, reply, isForCompany }: Props) {
  const t = useMessages('documents');
  const { holder, documents, can } = page;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<DocumentSteps holder={holder} here={t('title')} isForCompany={isForCompany} isList />}
        title={t('title.of', { name: holder.ofCase?.reference ?? holder.companyName })}
        lede={isForCompany ? t('lede.company') : t('lede')}
      />
      <Notice isFixed={false}>{done && !reply ? t(`done.${done}`) : null}</Notice>
      <Card
        title={t('title')}
        isFlush={documents.length > 0}
        foot={page.isFirst && !page.next ? null : <Foot page={page} isForCompany={isForCompany} />}
      >
        {documents.length > 0 ? (
          <ul className="rows rows--tight">
            {documents.map((document) => (
              <DocumentItem key={document.id} document={document} isForCompany={isForCompany} />
            ))}
          </ul>
        ) : (
          <p className="muted">{t('empty')}</p>
        )}
      </Card>
      {can.add ? <AddCard page={page} reply={reply} isForCompany={isForCompany} /> : null}
    </div>
  );
}

function Foot({ page: { holder, next, isFirst }, isForCompany }: Pick<Props, 'page' | 'isForCompany'>) {
  const t = useMessages('documents');
  const base = documentsAddress(holder, isForCompany);
  return (
    <span className="row">
      {isFirst ? null : <Link to={base}>{t('newest')}</Link>}
      {next ? <Link to={`${base}${base.includes('?') ? '&' : '?'}before=${next}`}>{t('older')}</Link> : null}
    </span>
  );
}

function DocumentItem({ document, isForCompany }: { document: DocumentLine; isForCompany: boolean }) {
  const c = useMessages('privacy');
  const t = useMessages('documents');
  const f = useFormat();
  const sizeOf = useFileSize();
  return (
    <li className="item" id={`document-${document.id}`}>
      <Icon icon={isPicture(document.mediaType) ? Picture : FileText} />
      <span className="item__main">
        <Link to={documentAddress(document.id, isForCompany)}>{document.title}</Link>
        <span className="meta">
          {[
            sizeOf(document.sizeBytes),
            t('added', { name: document.by, on: f.date(document.uploadedAt.slice(0, 10)) }),
            ...(document.number > 1 ? [t('version', { number: document.number })] : []),
            ...(document.milestone ? [t('proves', { title: document.milestone.title })] : []),
          ].join(' · ')}
        </span>
      </span>
      <span className="item__side row">
        {isForCompany ? null : <Tag>{c(`class.${document.confidentiality}`)}</Tag>}
        <a
          className="btn btn--icon btn--sm"
          href={`/documents/${document.id}/file`}
          aria-label={t('download.of', { title: document.title })}
          download
        >
          <Icon icon={Download} />
        </a>
      </span>
    </li>
  );
}

function AddCard({ page: { holder, milestones, milestoneId, maxBytes, readers }, reply, isForCompany }: Omit<Props, 'done'>) {
  const t = useMessages('documents');
  return (
    <Card id="add" title={t('add')}>
      <UploadForm
        reply={reply}
        maxBytes={maxBytes}
        actions={
          <FormActions>
            <SubmitButton>{t('submit')}</SubmitButton>
          </FormActions>
        }
      >
        <TextField name="title" label={t('name')} hint={t('name.hint')} maxLength={200} optional />
        {isForCompany ? (
          <p className="muted">{holder.ofCase ? t('readers.shared') : t('readers.shared_company')}</p>
        ) : (
          readers && <ClassField name="confidentiality" readers={readers} companyName={holder.companyName} />
        )}
        {milestones.length > 0 ? (
          <SelectField
            name="milestoneId"
            label={t('milestone')}
            placeholder={t('milestone.none')}
            defaultValue={milestoneId}
            optional
            options={milestones.map(({ id, title }) => ({ value: id, label: title }))}
          />
        ) : null}
      </UploadForm>
    </Card>
  );
}
