import { Building2, Printer, SquarePen } from 'lucide-react';
import type { ReactNode } from 'react';
import { HealthMark } from '~/features/health/health-mark';
import { TrackMark } from '~/features/programmes/track-mark';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { initialsOf } from '~/ui/facts';
import { Icon } from '~/ui/icon';
import { Tag } from '~/ui/marks';
import { MenuButton, type MenuEntry } from '~/ui/menu-button';
import { Breadcrumb } from '~/ui/shell';
import type { CaseHead as Head } from './case-head.queries.server';
import { CaseStages } from './case-stages';

/**
 * Top of a case: company, track, state, reference, who leads on each side, stages. `actions` are the page's own buttons, `tabs` the
 * page's parts.
 */
export function CaseHead({ head, actions, tabs }: { head: Head; actions?: ReactNode; tabs?: ReactNode }) {
  const t = useMessages('cases');
  const p = useMessages('programmes');
  const n = useMessages('navigation');
  const menu = useMenu(head);
  return (
    <div className="case-head">
      <div className="case-head__in">
        <div className="row row--between">
          <Breadcrumb
            steps={[
              { to: '/cases', label: n('section.cases') },
              { to: `/companies/${head.companyId}`, label: head.companyName },
              { label: p(`track.${head.track}`) },
            ]}
          />
          <span className="meta hide-sm">{t('head.reference', { reference: head.reference })}</span>
        </div>
        <div className="row row--between row--top">
          <div className="stack stack--2">
            <div className="case-head__title">
              <h1>{head.companyName}</h1>
              <TrackMark track={head.track} isStrong />
              {head.health ? <HealthMark health={head.health.health} /> : null}
              <Tag tone="state">{t(`state.${head.state}`)}</Tag>
            </div>
            <Facts head={head} />
          </div>
          <div className="row">
            {actions}
            {menu.length > 0 ? <MenuButton label={t('head.menu')} entries={menu} /> : null}
          </div>
        </div>
        <CaseStages head={head} />
        {tabs}
      </div>
    </div>
  );
}

function Facts({ head }: { head: Head }) {
  const t = useMessages('cases');
  const f = useFormat();
  const day = (instant: string) => f.date(f.isoDay(new Date(instant)));
  const responsible = head.lead ?? head.triageOwner;
  const { leader, plan } = head;
  return (
    <div className="case-head__facts">
      {responsible ? (
        <span className="with-icon">
          <span className="avatar avatar--sm" aria-hidden="true">
            {initialsOf(responsible.name)}
          </span>
          {t(head.lead ? 'head.lead' : 'head.triage', { name: responsible.name })}
        </span>
      ) : (
        <span>{t('head.no_lead')}</span>
      )}
      {leader ? (
        <span className="with-icon">
          <Icon icon={Building2} size="sm" />
          {leader.jobTitle ? t('head.leader', { name: leader.name, job: leader.jobTitle }) : t('head.leader_plain', { name: leader.name })}
        </span>
      ) : null}
      <span>{head.startedOn ? t('head.started', { on: f.date(head.startedOn) }) : t('head.submitted', { on: day(head.submittedAt) })}</span>
      {plan ? <span>{t(`head.plan_${plan.state}`, { number: plan.number, on: day(plan.signedAt ?? plan.sentAt) })}</span> : null}
      {head.endedOn ? <span>{t('head.ended', { on: f.date(head.endedOn) })}</span> : null}
    </div>
  );
}

/** Acts beside the main path, in the order of the life of a case; what ends a case comes last. */
function useMenu(head: Head): MenuEntry[] {
  const t = useMessages('cases');
  const link = (path: string, label: string, more: Partial<MenuEntry & { kind: 'link' }> = {}): MenuEntry => ({
    kind: 'link',
    to: `/cases/${head.id}/${path}`,
    label,
    ...more,
  });
  const side = head.moves.filter((move) => !move.isForward);
  const ends = (to: string) => ['refused', 'closed_early', 'redirected'].includes(to);
  const pages = [
    ...(head.can.fillEligibility ? [link('eligibility', t('head.eligibility'))] : []),
    ...(head.can.editPlan ? [link('plan/edit', t('head.edit_plan'), { icon: SquarePen })] : []),
    ...(head.can.printPlan ? [link('plan', t('head.plan_page'), { icon: Printer })] : []),
    ...(head.can.recordReview ? [link('review', t('head.review'))] : []),
    ...(head.health ? [link('health', t('head.health'))] : []),
    ...(head.can.setComplexity ? [link('complexity', t('head.complexity'))] : []),
    ...(head.can.handOver && head.lead
      ? [link('', t('head.hand_over'), { to: `/cases/hand-over?${new URLSearchParams({ from: head.lead.id, case: head.id })}` })]
      : []),
    ...(head.can.recordReminder ? [link('reminder', t('head.remind'))] : []),
    ...side.filter(({ to }) => !ends(to)).map(({ act }) => link(`move/${act}`, t(`act.${act}`))),
    ...head.can.propose.map((to) => link(`propose/${to}`, t(`head.propose.${to}`))),
  ];
  const endings = side.filter(({ to }) => ends(to)).map(({ act }) => link(`move/${act}`, t(`act.${act}`), { isDanger: true }));
  return endings.length > 0 && pages.length > 0 ? [...pages, { kind: 'separator', key: 'ends' }, ...endings] : [...pages, ...endings];
}
