import type { ReactNode } from 'react';
import { CaseSteps } from '~/features/case-page/case-steps';
import { caseAddress } from '~/features/cases/case-address';
import { documentAddress } from '~/features/documents/document-words';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import { PageHead } from '~/ui/shell';
import { isWebLink } from './milestone';
import { Neighbours, Owner, shortAddress } from './milestone-line';
import { MoveAct } from './milestone-press';
import type { MilestonePage as Page } from './milestones.queries.server';

type Shown = Omit<Page, 'lastMove'>;
type Props = { milestone: Shown; isForCompany?: boolean };

/** One milestone: what it asks, its proofs, what surrounds it, and every act open to the reader. `notice` stands first. */
export function MilestonePage({ milestone, isForCompany, notice, children }: Props & { notice?: ReactNode; children?: ReactNode }) {
  const t = useMessages('milestones');
  const { caseId, position, title } = milestone;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={
          <CaseSteps
            name={{ id: caseId, companyName: milestone.companyName, track: milestone.track as 'strategy' }}
            here={t('page.title', { position, title })}
            isForCompany={isForCompany}
          />
        }
        title={t('page.title', { position, title })}
      />
      {notice}
      <Card title={t('page.acts')}>
        <Acts milestone={milestone} isForCompany={isForCompany} />
      </Card>
      <Card title={t('page.facts')}>
        <Facts milestone={milestone} isForCompany={isForCompany} />
      </Card>
      <Card
        id="evidence"
        title={t('page.evidence')}
        isFlush={milestone.evidence.length > 0}
        foot={
          milestone.canAddDocument ? (
            <a href={`${caseAddress(caseId, isForCompany)}/documents?milestone=${milestone.id}#add`}>{t('page.add_document')}</a>
          ) : null
        }
      >
        <Evidence milestone={milestone} isForCompany={isForCompany} />
      </Card>
      {children}
    </div>
  );
}

function Acts({ milestone, isForCompany }: Props) {
  const t = useMessages('milestones');
  const { offered, caseId, id, canReschedule } = milestone;
  if (offered.length === 0 && !canReschedule) return <p className="muted">{t('page.nothing')}</p>;
  return (
    <div className="row">
      {offered.map((move, index) => (
        <MoveAct key={move} move={move} line={milestone} caseId={caseId} isExpected={index === 0} isForCompany={isForCompany} />
      ))}
      {canReschedule ? (
        <a className="btn btn--sm btn--quiet" href={`${caseAddress(caseId)}/milestones/${id}/reschedule`}>
          {t('with_form', { act: t('press.reschedule') })}
        </a>
      ) : null}
    </div>
  );
}

function Facts({ milestone, isForCompany }: Props) {
  const t = useMessages('milestones');
  const f = useFormat();
  const none = <span className="faint">{t('page.none')}</span>;
  const { caseId, waitsFor, holds, metrics } = milestone;
  const around = { caseId, isForCompany, isElsewhere: true };
  const text = (term: string, value: string | null) => (value ? [{ term, value }] : []);
  return (
    <DefinitionList
      entries={[
        {
          term: t('page.state'),
          value: (
            <>
              {t(`state.${milestone.state}`)}
              {milestone.doneOn ? `, ${t('done_on', { on: f.date(milestone.doneOn) })}` : null}
              {milestone.blockedSince ? `, ${t('blocked_since', { on: f.date(milestone.blockedSince) })}` : null}
            </>
          ),
        },
        ...text(t('page.reason'), milestone.reason),
        ...text(t('form.awaited'), milestone.awaited),
        { term: t('page.owner'), value: <Owner sides={milestone.sides} /> },
        { term: t('page.due'), value: milestone.dueOn ? f.date(milestone.dueOn) : t('no_date') },
        ...text(t('page.starts'), milestone.startsOn && f.date(milestone.startsOn)),
        { term: t('page.duration'), value: t('page.days', { count: milestone.durationDays }) },
        ...text(t('page.exit'), milestone.exitCriterion),
        ...text(t('page.expected'), milestone.expectedEvidence),
        { term: t('page.waits'), value: waitsFor.length > 0 ? <Neighbours milestones={waitsFor} {...around} /> : none },
        { term: t('page.holds'), value: holds.length > 0 ? <Neighbours milestones={holds} {...around} /> : none },
        ...text(t('page.metrics'), metrics.length > 0 ? f.list(metrics) : null),
      ]}
    />
  );
}

function Evidence({ milestone, isForCompany = false }: Props) {
  const t = useMessages('milestones');
  const f = useFormat();
  if (milestone.evidence.length === 0) return <p className="muted">{t('page.no_evidence')}</p>;
  return (
    <ul className="rows">
      {milestone.evidence.map((proof) => (
        <li key={proof.id}>
          {proof.kind === 'waiver' ? <strong>{t('waived')} : </strong> : null}
          {proof.kind === 'link' && isWebLink(proof.body) ? (
            <a href={proof.body} rel="noopener noreferrer">
              {shortAddress(proof.body)}
            </a>
          ) : proof.kind === 'document' ? (
            <a href={documentAddress(proof.id, isForCompany)}>{proof.body}</a>
          ) : (
            <span className="pre-line">{proof.body}</span>
          )}
          <p className="meta">{t('page.added', { name: proof.by, on: f.dateTime(new Date(proof.addedAt)) })}</p>
        </li>
      ))}
    </ul>
  );
}
