import { Link } from '@remix-run/react';
import { CaseSteps } from '~/features/case-page/case-steps';
import type { CaseHead } from '~/features/cases/case-head.queries.server';
import { CaseMissing } from '~/features/cases/case-missing';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { PageHead } from '~/ui/shell';
import { PlanDocument } from './plan-document';
import type { PlanDocument as Document } from './plan-document.queries.server';

const PLAN_ACTS = ['send_plan', 'sign_plan', 'return_plan'] as const;

type Props = { document: Document; head: CaseHead };

/** The plan of a case to read and print, with the way to its earlier versions and what the reader may do with it. */
export function PlanPage({ document, head }: Props) {
  const t = useMessages('plans');
  const { caseId, companyName, track, version } = document;
  const isLatest = version === null || version.number === document.versions[0]?.number;
  const isHeldBack = version === null && head.can.editPlan && !head.moves.some(({ act }) => act === 'send_plan');
  return (
    <div className="page page--mid stack stack--4">
      <PageHead
        before={<CaseSteps name={{ id: caseId, companyName, track }} here={t('title')} />}
        title={t('page.title', { company: companyName })}
        actions={isLatest ? <PlanActs head={head} /> : null}
      />
      <Versions document={document} />
      {isHeldBack ? (
        <div className="no-print">
          <Card title={t('edit.missing')}>
            <CaseMissing head={head} isElsewhere />
          </Card>
        </div>
      ) : null}
      <PlanDocument document={document} />
    </div>
  );
}

/** Moves of the case that are about its plan, and the way to change it while that is possible. */
function PlanActs({ head }: { head: CaseHead }) {
  const t = useMessages('plans');
  const c = useMessages('cases');
  const open = PLAN_ACTS.filter((act) => head.moves.some((move) => move.act === act));
  return (
    <>
      {head.can.editPlan ? <LinkButton to={`/cases/${head.id}/plan/edit`}>{t('page.edit')}</LinkButton> : null}
      {open.map((act) => (
        <LinkButton key={act} to={`/cases/${head.id}/move/${act}`} {...(act === 'return_plan' ? {} : { kind: 'primary' as const })}>
          {c(`act.${act}`)}
        </LinkButton>
      ))}
    </>
  );
}

function Versions({ document: { caseId, versions, hasDraft, version, number } }: { document: Document }) {
  const t = useMessages('plans');
  const f = useFormat();
  if (versions.length + (hasDraft ? 1 : 0) < 2) return null;
  return (
    <nav className="tabs" aria-label={t('page.versions')}>
      {hasDraft ? (
        <Link to={`/cases/${caseId}/plan`} aria-current={version === null ? 'page' : undefined}>
          {t('version.draft')}
        </Link>
      ) : null}
      {versions.map((one) => (
        <Link
          key={one.number}
          to={`/cases/${caseId}/plan?version=${one.number}`}
          aria-current={version !== null && one.number === number ? 'page' : undefined}
        >
          {t(`version.${one.state}`, { number: one.number, on: f.date(f.isoDay(new Date(one.signedAt ?? one.sentAt))) })}
        </Link>
      ))}
    </nav>
  );
}
