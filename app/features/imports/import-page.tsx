import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import type { Beside } from '~/platform/page-beside';
import { Button, LinkButton, SubmitButton } from '~/ui/button';
import { Banner, Card, Notice } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import { ErrorSummary } from '~/ui/forms/error-summary';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb } from '~/ui/shell';
import { ImportRows } from './import-rows';
import type { ImportHead, ImportPageContent, KnownCompany } from './register.queries.server';

type Props = ImportPageContent & {
  beside: Beside<number>;
  picked: { added: number; enrolled: number } | null;
  reply: FormReply | undefined;
};

/** One register file: what it would write, then what it wrote. */
export function ImportPage({ head, known, picked, reply, ...list }: Props) {
  const t = useMessages('register');
  const isShown = head.state === 'previewed' || head.state === 'applied';
  return (
    <div className="page stack stack--4">
      {picked ? <Notice isFixed={false}>{t('pick.done', picked)}</Notice> : null}
      <Head head={head} reply={reply} />
      {head.state === 'reading' ? <Reading head={head} /> : null}
      {head.state === 'refused' && head.refusal ? (
        <Banner tone="late" title={t(`refusal.${head.refusal as 'empty'}`, { detail: head.refusalDetail ?? '' })} />
      ) : null}
      {isShown ? <Counts head={head} /> : null}
      <div className="cols cols--aside">
        {isShown ? (
          <ImportRows head={head} {...list} reply={reply} />
        ) : (
          <p>
            <LinkButton to="/register">{t('import.back')}</LinkButton>
          </p>
        )}
        <aside className="stack stack--4">
          {head.state === 'applied' ? <Banner title={t('next.title')}>{t('next.text')}</Banner> : null}
          {head.state === 'previewed' ? <Known known={known} /> : null}
          <FileFacts head={head} />
        </aside>
      </div>
    </div>
  );
}

function Head({ head, reply }: { head: ImportHead; reply: FormReply | undefined }) {
  const t = useMessages('register');
  const { state, readRows: read, createdRows, updatedRows, rejectedRows: rejected, updatedCompanies } = head;
  const ready = createdRows + updatedRows;
  const lede =
    state === 'reading'
      ? t('import.lede.reading', { read })
      : state === 'previewed'
        ? t('import.lede.previewed', { read, ready, rejected })
        : state === 'applied'
          ? t('import.lede.applied', { ready, companies: updatedCompanies })
          : t(`import.lede.${state}`);
  return (
    <>
      <div className="page-head">
        <div className="page-head__text">
          <Breadcrumb steps={[{ to: '/register', label: t('title') }, { label: head.fileName }]} />
          <h1>{t(`import.title.${state}`)}</h1>
          <p className="lede">{lede}</p>
        </div>
        {state === 'previewed' || state === 'reading' ? (
          <div className="row">
            <ServerForm intent="discard" reply={reply}>
              <Button type="submit">{t(state === 'reading' ? 'import.stop' : 'import.discard')}</Button>
            </ServerForm>
            {state === 'previewed' ? (
              <ServerForm intent="apply" reply={reply}>
                <SubmitButton>{t('import.apply', { n: ready })}</SubmitButton>
              </ServerForm>
            ) : null}
          </div>
        ) : null}
      </div>
      {reply?.refused && reply.values?.intent !== undefined ? (
        <ServerForm reply={reply} intent={String(reply.values.intent)}>
          <ErrorSummary />
        </ServerForm>
      ) : null}
    </>
  );
}

const REFRESH_MS = 1_500;

function Reading({ head }: { head: ImportHead }) {
  const t = useMessages('register');
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, REFRESH_MS);
    return () => clearInterval(timer);
  }, [revalidate]);
  return (
    <>
      <p className="sr-only" role="status">
        {t('import.lede.reading', { read: head.readRows })}
      </p>
      {/* Without JavaScript the page asks again by itself; with it, a reload would cut what is being pressed. */}
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
    </>
  );
}

function Counts({ head }: { head: ImportHead }) {
  const t = useMessages('register');
  const f = useFormat();
  const isDone = head.state === 'applied';
  const cells = [
    { key: 'created', value: head.createdRows, label: t(isDone ? 'kpi.created.done' : 'kpi.created'), meta: t('kpi.created.meta') },
    { key: 'updated', value: head.updatedRows, label: t(isDone ? 'kpi.updated.done' : 'kpi.updated'), meta: t('kpi.updated.meta') },
    { key: 'unchanged', value: head.unchangedRows, label: t('kpi.unchanged'), meta: t('kpi.unchanged.meta') },
    { key: 'rejected', value: head.rejectedRows, label: t('kpi.rejected'), meta: t('kpi.rejected.meta', { n: head.rejectedRows }) },
  ];
  return (
    <div className="kpis kpis--tight">
      {cells.map(({ key, value, label, meta }) => (
        <div className="kpi" key={key}>
          <span className="kpi__label">{label}</span>
          <span className="kpi__value">{f.number(value)}</span>
          <span className={key === 'rejected' && value > 0 ? 'kpi__meta is-late' : 'kpi__meta'}>{meta}</span>
        </div>
      ))}
    </div>
  );
}

function Known({ known }: { known: KnownCompany[] }) {
  const t = useMessages('register');
  return (
    <Card isFlush title={t('known.title')} aside={known.length > 0 ? <span className="count">{known.length}</span> : null}>
      {known.length === 0 ? (
        <p className="rows__item muted">{t('known.none')}</p>
      ) : (
        <ul className="rows rows--tight">
          {known.map(({ id, name, newName, isCeasing }) => (
            <li key={id}>
              <a href={`/companies/${id}`}>{name}</a>
              <p className={isCeasing ? 'meta is-late' : 'meta'}>
                {[newName ? t('known.renamed', { name: newName }) : null, isCeasing ? t('known.ceasing') : null]
                  .filter(Boolean)
                  .join(' · ') || t('known.refreshed')}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function FileFacts({ head }: { head: ImportHead }) {
  const t = useMessages('register');
  const f = useFormat();
  const entries = [
    { term: t('file.size'), value: t('file.size_value', { kb: Math.ceil(head.sizeBytes / 1_000) }) },
    ...(head.columns > 0
      ? [
          { term: t('file.columns'), value: f.number(head.columns) },
          { term: t('file.ignored'), value: head.ignoredColumns.join(', ') || t('file.none') },
        ]
      : []),
    { term: t('file.read'), value: `${f.dateTime(new Date(head.createdAt))}, ${head.by ?? t('imports.by_command')}` },
    ...(head.appliedAt ? [{ term: t('file.applied'), value: f.dateTime(new Date(head.appliedAt)) }] : []),
    { term: t('file.digest'), value: <span title={head.fileSha256}>{head.fileSha256.slice(0, 10)}…</span> },
  ];
  return (
    <Card title={t('file.title')}>
      <DefinitionList entries={entries} />
    </Card>
  );
}
