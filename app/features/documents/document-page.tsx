import { Link } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card, Notice } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import { FormActions, HiddenField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { Icon } from '~/ui/icon';
import { PageHead } from '~/ui/shell';
import { isPicture } from './document';
import type { DocumentPage as Page } from './document-page.queries.server';
import { DocumentSteps } from './document-steps';
import { documentAddress, useFileSize } from './document-words';
import type { DocumentLine } from './documents.queries.server';
import { UploadForm } from './upload-form';

type Props = { page: Page; done: 'replaced' | null; reply: FormReply | undefined; isForCompany: boolean };

/** One document: what it is, who reads it, its versions, and what this person may do with it. */
export function DocumentPage({ page, done, reply, isForCompany }: Props) {
  const t = useMessages('documents');
  const { holder, document, versions, can } = page;
  const current = versions.find(({ isReplaced }) => !isReplaced);
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<DocumentSteps holder={holder} here={document.title} isForCompany={isForCompany} />}
        title={document.title}
        actions={
          document.isWithdrawn ? null : (
            <a className="btn btn--primary" href={`/documents/${document.id}/file`} download>
              <Icon icon={Download} />
              {t('download')}
            </a>
          )
        }
      />
      <Notice isFixed={false}>{done && !reply ? t(`done.${done}`) : null}</Notice>
      {document.isWithdrawn ? <Banner title={t('withdrawn')} /> : null}
      {document.isReplaced && current ? (
        <Banner title={t('former')}>
          <Link to={documentAddress(current.id, isForCompany)}>{t('former.open')}</Link>
        </Banner>
      ) : null}
      <Card>
        <Facts document={document} isForCompany={isForCompany} />
        {isPicture(document.mediaType) && !document.isWithdrawn ? (
          <img className="picture" src={`/documents/${document.id}/preview`} alt={t('picture', { title: document.title })} />
        ) : null}
      </Card>
      {versions.length > 1 ? <Versions versions={versions} isForCompany={isForCompany} /> : null}
      {can.replace ? (
        <Card title={t('replace')}>
          <p className="muted">{t('replace.lede')}</p>
          <UploadForm
            reply={reply}
            maxBytes={page.maxBytes}
            actions={
              <FormActions>
                <SubmitButton>{t('replace.submit')}</SubmitButton>
              </FormActions>
            }
          >
            <HiddenField name="version" value={document.version} />
          </UploadForm>
        </Card>
      ) : null}
      {can.withdraw ? (
        <p>
          <Link to={documentAddress(document.id, isForCompany, '/withdraw')}>{t('withdraw')}</Link>
        </p>
      ) : null}
    </div>
  );
}

function Facts({ document, isForCompany }: { document: DocumentLine; isForCompany: boolean }) {
  const c = useMessages('privacy');
  const t = useMessages('documents');
  const f = useFormat();
  const sizeOf = useFileSize();
  return (
    <DefinitionList
      entries={[
        { term: t('page.file'), value: document.fileName },
        { term: t('page.size'), value: sizeOf(document.sizeBytes) },
        { term: t('page.number'), value: String(document.number) },
        { term: t('page.added'), value: t('added', { name: document.by, on: f.date(document.uploadedAt.slice(0, 10)) }) },
        { term: t('page.readers'), value: <Link to={`${isForCompany ? '/plan' : ''}/readers/document/${document.id}`}>{c('who')}</Link> },
        ...(document.milestone ? [{ term: t('page.milestone'), value: document.milestone.title }] : []),
        { term: t('page.scan'), value: t(`scan.${document.scan}`) },
        { term: t('page.digest'), value: <code className="digest">{document.sha256}</code> },
      ]}
    />
  );
}

function Versions({ versions, isForCompany }: { versions: readonly DocumentLine[]; isForCompany: boolean }) {
  const t = useMessages('documents');
  const f = useFormat();
  const sizeOf = useFileSize();
  return (
    <Card title={t('versions')} isFlush>
      <ul className="rows rows--tight">
        {versions.map((one) => (
          <li className="item" key={one.id}>
            <span className="item__main">
              <Link to={documentAddress(one.id, isForCompany)}>
                {t('version', { number: one.number })} · {one.fileName}
              </Link>
              <span className="meta">
                {[
                  sizeOf(one.sizeBytes),
                  t('added', { name: one.by, on: f.date(one.uploadedAt.slice(0, 10)) }),
                  ...(one.isReplaced ? [] : [t('versions.current')]),
                ].join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
