import { CircleCheck, CircleX, Gavel, OctagonX, TriangleAlert } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { DataTable } from '~/ui/data-table';
import { Timeline } from '~/ui/facts';
import { Icon } from '~/ui/icon';
import type { Finding } from './consortium';
import { OUTCOME_OF_STATE } from './project';
import type { DecisionLine, FundingLine } from './project-page.queries.server';

/** What was decided, the last first. */
export function DecisionsCard({ decisions }: { decisions: DecisionLine[] }) {
  const t = useMessages('projects');
  const f = useFormat();
  const isNo = (outcome: DecisionLine['outcome']) => ['refused', 'not_funded', 'stopped', 'withdrawn'].includes(OUTCOME_OF_STATE[outcome]);
  return (
    <Card title={t('page.decisions')}>
      {decisions.length === 0 ? (
        <p className="muted">{t('page.decisions_none')}</p>
      ) : (
        <Timeline
          entries={decisions.map(({ id, kind, outcome, on, body, reason }) => ({
            key: id,
            icon: isNo(outcome) ? CircleX : kind === 'committee' ? Gavel : CircleCheck,
            tone: isNo(outcome) ? undefined : ('ok' as const),
            what: `${t(`decision.${kind}`)} · ${t(`state.${outcome}`)}`,
            meta: [f.date(on), body, reason].filter(Boolean).join(' · '),
          }))}
        />
      )}
    </Card>
  );
}

/** Amounts granted, by funder. */
export function FundingCard({ funding }: { funding: FundingLine[] }) {
  const t = useMessages('projects');
  const f = useFormat();
  if (funding.length === 0)
    return (
      <Card title={t('page.funding')}>
        <p className="muted">{t('page.funding_none')}</p>
      </Card>
    );
  const total = funding.reduce((sum, { awardedCents }) => sum + awardedCents, 0);
  return (
    <Card title={t('page.funding')} aside={<span className="meta">{f.money(total)}</span>} isFlush>
      <DataTable
        columns={[
          {
            key: 'funder',
            label: t('page.funder'),
            cell: ({ funder, decisionNumber, awardedOn }) => (
              <>
                {funder}
                <span className="sub">
                  {decisionNumber} · {f.date(awardedOn)}
                </span>
              </>
            ),
          },
          { key: 'form', label: t('page.form'), cell: ({ form }) => t(`form.${form}`) },
          { key: 'amount', label: t('page.amount'), isNumber: true, cell: ({ awardedCents }) => f.money(awardedCents) },
        ]}
        rows={funding}
        rowKey={({ id }) => id}
        caption={t('page.funding_caption')}
        className="table--dense"
      />
    </Card>
  );
}

/** What does not hold in the file, or that everything does. (`docs/domain.md §7.3`) */
export function FindingsCard({ findings }: { findings: Finding[] }) {
  const t = useMessages('projects');
  const f = useFormat();
  const text = ({ code, partner = '', cents = 0, percent = 0, limit = 0 }: Finding) => {
    const isCount = code === 'too_few_firms' || code === 'no_research';
    const values = {
      partner,
      cents: f.money(Math.abs(cents)),
      percent: f.percent(percent / 100),
      limit: isCount ? limit : f.percent(limit / 100),
    };
    return t(`finding.${code}`, values as never);
  };
  return (
    <Card title={t('page.findings')}>
      {findings.length === 0 ? (
        <p className="with-icon with-icon--top">
          <Icon icon={CircleCheck} tone="ok" />
          <span>{t('page.findings_none')}</span>
        </p>
      ) : (
        <ul className="stack stack--2">
          {findings.map((finding) => (
            <li className="with-icon with-icon--top" key={`${finding.code} ${finding.partner ?? ''}`}>
              <Icon icon={finding.isBlocking ? OctagonX : TriangleAlert} tone={finding.isBlocking ? 'late' : 'watch'} />
              <span>
                <strong>{t(`page.finding.${finding.isBlocking ? 'blocking' : 'warning'}`)}</strong> {text(finding)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
