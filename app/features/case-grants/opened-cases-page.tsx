import { Link } from '@remix-run/react';
import { FolderOpen } from 'lucide-react';
import { TrackMark } from '~/features/programmes/track-mark';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card, EmptyState } from '~/ui/card';
import { PageHead } from '~/ui/shell';
import type { GrantKind } from './case-grant';
import type { OpenedCase } from './opened-cases.queries.server';

type Props = { cases: readonly OpenedCase[]; kind: GrantKind; clusterName: string };

/** The cases opened to whoever looks, and the day each ends. */
export function OpenedCasesPage({ cases, kind, clusterName }: Props) {
  const t = useMessages('grants');
  return (
    <div className="page page--mid stack stack--4">
      <PageHead title={t('mine.title')} lede={t('mine.lede')} />
      {cases.length === 0 ? (
        <EmptyState icon={FolderOpen} title={t(`mine.empty.${kind}`)}>
          {t(`mine.empty.${kind}_text`, { cluster: clusterName })}
        </EmptyState>
      ) : (
        cases.map((one) => <OpenedCaseCard key={one.id} one={one} />)
      )}
    </div>
  );
}

function OpenedCaseCard({ one }: { one: OpenedCase }) {
  const t = useMessages('grants');
  const c = useMessages('cases');
  const f = useFormat();
  return (
    <Card title={<Link to={`/opened/${one.id}`}>{one.title}</Link>}>
      <div className="stack stack--2">
        <p>
          <TrackMark track={one.track} /> · {one.companyName} · {one.reference} · {c(`state.${one.state}`)}
        </p>
        <p>
          <strong>{t('until', { on: f.date(one.untilOn) })}</strong> · {f.list(one.parts.map((part) => t(`opened.${part}`)))}
        </p>
        <p className="meta">{one.reason}</p>
      </div>
    </Card>
  );
}
