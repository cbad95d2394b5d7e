import { Plus, Printer, Star } from 'lucide-react';
import { CaseSteps } from '~/features/case-page/case-steps';
import type { CaseHead } from '~/features/cases/case-head.queries.server';
import { CaseMissing } from '~/features/cases/case-missing';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { Card, Notice } from '~/ui/card';
import { DataTable } from '~/ui/data-table';
import type { FormReply } from '~/ui/forms/form-reply';
import { Icon } from '~/ui/icon';
import { Tag } from '~/ui/marks';
import { PageHead } from '~/ui/shell';
import type { EditorLine, PlanEditor } from './plan-editor.queries.server';
import { PlanTargets } from './plan-targets';

type Props = { editor: PlanEditor; redated: number | null; reply: FormReply | undefined };

/** The plan as it is prepared: every milestone with its days and the way to change it, the figures promised, what stands before sending. */
export function PlanEditorPage({ editor: { head, lines, targets }, redated, reply }: Props) {
  const t = useMessages('plans');
  const f = useFormat();
  return (
    <div className="page stack stack--4">
      {redated === null ? null : <Notice>{t('edit.saved', { count: redated })}</Notice>}
      <PageHead
        before={<CaseSteps name={head} here={t('edit.here')} />}
        title={t('edit.title', { company: head.companyName })}
        lede={head.startedOn ? t('edit.lede', { on: f.date(head.startedOn) }) : undefined}
        actions={
          <>
            <LinkButton to={`/cases/${head.id}/plan`} icon={Printer}>
              {t('edit.read')}
            </LinkButton>
            <LinkButton to={`/cases/${head.id}/plan/milestones/new`} icon={Plus}>
              {t('edit.add')}
            </LinkButton>
          </>
        }
      />
      <Lines caseId={head.id} lines={lines} />
      <div className="cols cols--60">
        <PlanTargets targets={targets} reply={reply} />
        <Sending head={head} />
      </div>
    </div>
  );
}

/** The way to send the plan, or what is missing before it. */
function Sending({ head }: { head: CaseHead }) {
  const t = useMessages('plans');
  const c = useMessages('cases');
  const maySend = head.moves.some(({ act }) => act === 'send_plan');
  return (
    <Card title={maySend ? t('edit.ready') : t('edit.missing')}>
      {maySend ? (
        <div className="stack stack--3">
          <p>{t('edit.ready_text')}</p>
          <div className="row">
            <LinkButton to={`/cases/${head.id}/move/send_plan`} kind="primary">
              {c('act.send_plan')}
            </LinkButton>
          </div>
        </div>
      ) : (
        <CaseMissing head={head} isElsewhere />
      )}
    </Card>
  );
}

function Lines({ caseId, lines }: { caseId: string; lines: readonly EditorLine[] }) {
  const t = useMessages('plans');
  const p = useMessages('programmes');
  const f = useFormat();
  return (
    <DataTable
      caption={t('document.milestones_caption')}
      className="table--top"
      rows={lines}
      rowKey={({ id }) => id}
      groups={[
        { key: 'before', label: t('document.before'), rows: lines.filter((one) => !one.isAfterSignature) },
        { key: 'after', label: t('document.after'), rows: lines.filter((one) => one.isAfterSignature) },
      ].filter(({ rows }) => rows.length > 0)}
      columns={[
        { key: 'what', label: t('column.milestone'), cell: (line) => <What line={line} /> },
        { key: 'who', label: t('column.owner'), cell: ({ sides }) => sides.map((side) => p(`side.${side}`)).join(' + ') },
        { key: 'waits', label: t('column.waits'), cell: ({ blockers }) => (blockers.length > 0 ? f.list(blockers.map(String)) : '–') },
        { key: 'start', label: t('column.start'), cell: (line) => <Start line={line} /> },
        { key: 'length', label: t('column.length'), cell: (line) => <Length line={line} /> },
        { key: 'due', label: t('column.due'), className: 'nowrap', cell: ({ dueOn }) => (dueOn ? f.date(dueOn) : t('no_date')) },
        { key: 'acts', label: t('column.acts'), isHeadHidden: true, cell: (line) => <EditLink caseId={caseId} line={line} /> },
      ]}
    />
  );
}

function What({ line }: { line: EditorLine }) {
  const t = useMessages('plans');
  const f = useFormat();
  const { id, position, title, otherTitle, isCritical, isOwn, endsAssessment, expectedEvidence } = line;
  return (
    <div id={`milestone-${id}`}>
      <span className="with-icon">
        <span>
          <span className="faint">{position}</span> {title}
        </span>
        {isCritical ? (
          <span className="star">
            <Icon icon={Star} size="sm" />
            <span className="sr-only">{t('critical')}</span>
          </span>
        ) : null}
      </span>{' '}
      {endsAssessment ? <Tag>{t('edit.ends_assessment')}</Tag> : null}
      {isOwn ? <Tag tone="dash">{t('edit.own')}</Tag> : null}
      <span className="sub" lang={otherTitle === '' ? undefined : f.locale === 'fr' ? 'en' : 'fr'}>
        {otherTitle === '' ? t('edit.one_language') : otherTitle}
      </span>
      {expectedEvidence ? <span className="sub">{t('evidence', { what: expectedEvidence })}</span> : null}
    </div>
  );
}

function Start({ line: { offset, startsOn, templateStart, blockers } }: { line: EditorLine }) {
  const t = useMessages('plans');
  const f = useFormat();
  const words =
    offset.months !== undefined
      ? t('offset.months', {
          months: f.list([offset.months, offset.againMonths].flatMap((months) => (months === undefined ? [] : [String(months)]))),
        })
      : offset.cutOffDays !== undefined
        ? t(offset.cutOffDays < 0 ? 'offset.before_call' : 'offset.after_call', { count: Math.abs(offset.cutOffDays) })
        : offset.days !== undefined
          ? t('offset.days', { days: offset.days })
          : t(blockers.length > 0 ? 'offset.follows' : 'offset.at_once');
  return (
    <div>
      {startsOn ? <span className="nowrap">{f.date(startsOn)}</span> : t('no_date')}
      <span className="sub">{words}</span>
      {templateStart === null ? null : <span className="sub is-watch">{t('edit.template_start', { days: templateStart })}</span>}
    </div>
  );
}

function Length({ line: { durationDays, templateDays } }: { line: EditorLine }) {
  const t = useMessages('plans');
  return (
    <div>
      <span className="nowrap">{durationDays === 0 ? '–' : t('days', { count: durationDays })}</span>
      {templateDays === null ? null : <span className="sub is-watch">{t('edit.template_days', { count: templateDays })}</span>}
    </div>
  );
}

function EditLink({ caseId, line: { id, position, state, canEdit } }: { caseId: string; line: EditorLine }) {
  const t = useMessages('plans');
  const m = useMessages('milestones');
  if (!canEdit) return <span className="faint">{m(`state.${state}`)}</span>;
  return (
    <LinkButton to={`/cases/${caseId}/plan/milestones/${id}`} size="sm" aria-label={t('edit.change_of', { position })}>
      {t('edit.change')}
    </LinkButton>
  );
}
