import { Link } from '@remix-run/react';
import { Plus, ShieldCheck } from 'lucide-react';
import { AdminTabs } from '~/features/administration/admin-tabs';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { EmptyState } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { Tag } from '~/ui/marks';
import { Page, PageHead } from '~/ui/shell';
import type { PrivacyRequestLine } from './privacy-register.queries.server';

/** The register of what people ask of their data: what waits first, by the day an answer is due. */
export function PrivacyRegisterPage({ requests, today }: { requests: readonly PrivacyRequestLine[]; today: string }) {
  const t = useMessages('privacy');
  const f = useFormat();
  const columns: Column<PrivacyRequestLine>[] = [
    {
      key: 'person',
      label: t('register.person'),
      cell: ({ id, person, kind }) => (
        <>
          <Link to={`/admin/privacy/${id}`}>{person}</Link>
          <span className="sub">{t(`register.kind.${kind}`)}</span>
        </>
      ),
    },
    { key: 'received', label: t('register.received'), cell: ({ receivedOn }) => f.date(receivedOn) },
    { key: 'due', label: t('register.due'), cell: ({ dueOn }) => f.date(dueOn) },
    {
      key: 'state',
      label: t('register.state'),
      cell: ({ outcome, dueOn }) =>
        outcome ? (
          <Tag tone={outcome === 'refused' ? undefined : 'ok'}>{t(`register.outcome.${outcome}`)}</Tag>
        ) : (
          <Tag tone={dueOn < today ? 'late' : 'watch'}>{t(dueOn < today ? 'register.late' : 'register.open')}</Tag>
        ),
    },
  ];
  return (
    <Page>
      <PageHead
        title={t('register.title')}
        lede={t('register.lede')}
        actions={
          <LinkButton kind="primary" icon={Plus} to="/admin/privacy/new">
            {t('register.new')}
          </LinkButton>
        }
      />
      <div className="stack stack--4">
        <AdminTabs current="privacy" />
        {requests.length > 0 ? (
          <DataTable columns={columns} rows={requests} rowKey={({ id }) => id} caption={t('register.title')} />
        ) : (
          <EmptyState icon={ShieldCheck} title={t('register.none')} />
        )}
      </div>
    </Page>
  );
}
