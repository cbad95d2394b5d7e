import { Form, Link } from '@remix-run/react';
import { FileUp, Search, SearchX } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import type { Beside, PageOfRows } from '~/platform/page-beside';
import { Button } from '~/ui/button';
import { Card, EmptyState, Notice } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { FieldScope } from '~/ui/forms/server-form';
import { Tag } from '~/ui/marks';
import { PageHead } from '~/ui/shell';
import { Pager } from '~/ui/views';
import { useCompanyWords } from '../companies/company-words';
import { formatIdentifier } from '../companies/siren';
import { PickBox, PickUnits } from './pick-units';
import type { ImportHead, RegisterLine } from './register.queries.server';
import { type RegisterQuery, registerAddress, type UnitPlace } from './register-query';
import { UploadForm } from './upload-form';

type Props = RegisterQuery & {
  found: PageOfRows<RegisterLine> | null;
  imports: ImportHead[];
  /** What the last press on this page did. */
  picked: { added: number; enrolled: number } | null;
  reply: FormReply | undefined;
  uploadReply: FormReply | undefined;
};

/** The published register: search it, choose from it, feed it. */
export function RegisterPage({ q, after, before, found, imports, picked, reply, uploadReply }: Props) {
  const t = useMessages('register');
  return (
    <div className="page stack stack--4">
      <PageHead title={t('title')} lede={t('lede')} />
      {picked ? <Notice isFixed={false}>{t('pick.done', picked)}</Notice> : null}
      <div className="cols cols--aside">
        <div>
          <FieldScope id="register">
            <Form method="get" className="filters" role="search" key={q}>
              <TextField
                name="q"
                type="search"
                label={t('search.label')}
                hint={t('search.hint')}
                defaultValue={q}
                autoComplete="off"
                wide
              />
              <Button type="submit" kind="primary" icon={Search}>
                {t('search.submit')}
              </Button>
            </Form>
          </FieldScope>
          {found ? (
            <Found q={q} beside={{ after, before }} found={found} reply={reply} />
          ) : (
            <NothingAsked isEmpty={imports.every(({ state }) => state !== 'applied')} />
          )}
        </div>
        <div className="stack stack--4">
          <UploadForm reply={uploadReply} />
          <LastImports imports={imports} />
        </div>
      </div>
    </div>
  );
}

type FoundProps = Pick<Props, 'q' | 'reply'> & { beside: Beside<UnitPlace>; found: NonNullable<Props['found']> };

function Found({ q, beside, found, reply }: FoundProps) {
  const t = useMessages('register');
  const { rows, hasPrevious, hasNext } = found;
  const place = (row: RegisterLine | undefined) => (row ? { name: row.name ?? '', siren: row.siren } : null);
  if (rows.length === 0) {
    return (
      <EmptyState icon={SearchX} title={t('search.none.title')}>
        {t('search.none.text')}
      </EmptyState>
    );
  }
  return (
    <PickUnits back={registerAddress(q, beside)} reply={reply} canPick={rows.some(isPickable)}>
      <UnitTable rows={rows} />
      <Pager
        summary={t('search.summary', { n: rows.length })}
        previous={hasPrevious ? registerAddress(q, { before: place(rows[0]) }) : null}
        next={hasNext ? registerAddress(q, { after: place(rows.at(-1)) }) : null}
      />
    </PickUnits>
  );
}

function NothingAsked({ isEmpty }: { isEmpty: boolean }) {
  const t = useMessages('register');
  return isEmpty ? (
    <EmptyState icon={FileUp} title={t('start.empty.title')}>
      {t('start.empty.text')}
    </EmptyState>
  ) : (
    <EmptyState icon={Search} title={t('start.title')}>
      {t('start.text')}
    </EmptyState>
  );
}

function isPickable({ companyId, isCeased, name }: RegisterLine): boolean {
  return companyId === null && !isCeased && name !== null;
}

function UnitTable({ rows }: { rows: RegisterLine[] }) {
  const t = useMessages('register');
  const f = useFormat();
  const words = useCompanyWords();
  const columns: Column<RegisterLine>[] = [
    {
      key: 'pick',
      label: t('col.pick'),
      isHeadHidden: true,
      className: 'col-check',
      cell: (row) => (isPickable(row) ? <PickBox siren={row.siren} name={row.name ?? row.siren} /> : null),
    },
    { key: 'name', label: t('col.name'), cell: (row) => <UnitName row={row} detail={words.legalForm(row.legalFormCode)} /> },
    { key: 'siren', label: t('col.siren'), className: 'tab-num nowrap', cell: ({ siren }) => formatIdentifier(siren) },
    { key: 'activity', label: t('col.activity'), cell: ({ nafCode }) => words.activity(nafCode) },
    { key: 'founded', label: t('col.founded'), className: 'nowrap', cell: ({ foundedOn }) => (foundedOn ? f.date(foundedOn) : null) },
    {
      key: 'state',
      label: t('col.state'),
      cell: (row) => (
        <span className="row">
          {row.companyId ? <Tag tone="ok">{t('tag.company')}</Tag> : null}
          {row.isCeased ? (
            <Tag tone="watch">{t('tag.ceased')}</Tag>
          ) : row.companyId ? null : (
            <span className="muted">{t('tag.active')}</span>
          )}
          {row.isPartlyPublished ? <Tag>{t('tag.partly')}</Tag> : null}
        </span>
      ),
    },
  ];
  return <DataTable columns={columns} rows={rows} rowKey={(row) => row.siren} headColumn="name" caption={t('search.caption')} />;
}

function UnitName({ row, detail }: { row: RegisterLine; detail: string | null }) {
  const t = useMessages('register');
  const name = row.name ?? t('unnamed');
  return (
    <>
      {row.companyId ? (
        <a href={`/companies/${row.companyId}`} aria-label={t('open_company', { name })}>
          {name}
        </a>
      ) : (
        name
      )}
      <span className="sub">{[row.acronym, detail].filter(Boolean).join(' · ')}</span>
    </>
  );
}

const STATE_TONE = { reading: 'dash', previewed: 'watch', applied: 'ok', discarded: undefined, refused: 'late' } as const;

function LastImports({ imports }: { imports: ImportHead[] }) {
  const t = useMessages('register');
  const f = useFormat();
  return (
    <Card isFlush title={t('imports.title')}>
      {imports.length === 0 ? (
        <p className="rows__item muted">{t('imports.none')}</p>
      ) : (
        <ul className="rows rows--tight">
          {imports.map((one) => (
            <li key={one.id}>
              <div className="row row--between">
                <Link to={`/register/imports/${one.id}`}>{one.fileName}</Link>
                <Tag tone={STATE_TONE[one.state]}>{t(`state.${one.state}`)}</Tag>
              </div>
              <p className="meta">
                {t('imports.meta', { on: f.dateTime(new Date(one.createdAt)), by: one.by ?? t('imports.by_command') })} ·{' '}
                {t('imports.rows', { n: one.readRows })}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
