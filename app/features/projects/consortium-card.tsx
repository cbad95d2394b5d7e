import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { ShareBar } from '~/ui/marks';
import { budgetShare } from './consortium';
import type { PartnerLine, ProjectPageContent } from './project-page.queries.server';

/** Partners with their budgets: a bar for the leader's share, the table, the total. */
export function ConsortiumCard({ project, partners }: { project: ProjectPageContent['project']; partners: PartnerLine[] }) {
  const t = useMessages('projects');
  const f = useFormat();
  const leader = partners.find(({ isLeader }) => isLeader);
  const share = (cents: number) => f.percent(budgetShare(cents, project.budgetCents) / 100);
  const granted = partners.reduce((sum, { awardedCents }) => sum + (awardedCents ?? 0), 0);
  const awarded: Column<PartnerLine> = {
    key: 'awarded',
    label: t('page.awarded'),
    isNumber: true,
    cell: ({ awardedCents }) => (awardedCents === null ? <span className="faint">–</span> : f.moneyShort(awardedCents)),
  };
  const columns: Column<PartnerLine>[] = [
    {
      key: 'name',
      label: t('page.partner'),
      cell: ({ name, companyId, countryCode, part }) => (
        <>
          {companyId ? (
            <a className="link-quiet" href={`/companies/${companyId}`}>
              {name}
            </a>
          ) : (
            name
          )}
          <span className="sub">{countryCode === 'FR' ? part : `${countryCode} · ${part}`}</span>
        </>
      ),
    },
    { key: 'budget', label: t('page.budget'), isNumber: true, cell: ({ budgetCents }) => f.moneyShort(budgetCents) },
    { key: 'share', label: t('page.share'), isNumber: true, cell: ({ budgetCents }) => share(budgetCents) },
    { key: 'aid', label: t('page.aid_short'), isNumber: true, cell: ({ aidCents }) => f.moneyShort(aidCents) },
    ...(granted > 0 ? [awarded] : []),
    {
      key: 'territory',
      label: t('page.territory_short'),
      isNumber: true,
      cell: ({ territoryPercent }) => f.percent(territoryPercent / 100),
    },
  ];
  const aside = t('page.consortium_totals', { budget: f.moneyShort(project.budgetCents), aid: f.moneyShort(project.aidCents) });
  return (
    <Card title={t('page.consortium')} aside={<span className="meta">{aside}</span>} isFlush>
      {leader ? (
        <div className="card__note stack stack--2">
          <ShareBar
            label={t('page.shares', { leader: leader.name, percent: share(leader.budgetCents) })}
            parts={[
              { key: 'leader', label: leader.name, value: leader.budgetCents, tone: 'fg' },
              { key: 'others', label: t('page.others'), value: project.budgetCents - leader.budgetCents, tone: 'third' },
            ]}
          />
        </div>
      ) : null}
      <DataTable
        columns={columns}
        rows={partners}
        rowKey={({ id }) => id}
        caption={t('page.consortium_caption')}
        className="table--dense table--cells"
        foot={
          <tr>
            <th scope="row">{t('page.total')}</th>
            <Sum label={t('page.budget')}>{f.moneyShort(project.budgetCents)}</Sum>
            <Sum label={t('page.share')}>{f.percent(1)}</Sum>
            <Sum label={t('page.aid_short')}>{f.moneyShort(project.aidCents)}</Sum>
            {granted > 0 ? <Sum label={t('page.awarded')}>{f.moneyShort(granted)}</Sum> : null}
            <td />
          </tr>
        }
      />
    </Card>
  );
}

function Sum({ label, children }: { label: string; children: string }) {
  return (
    <td className="num" data-label={label}>
      {children}
    </td>
  );
}
