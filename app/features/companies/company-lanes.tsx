import { Link } from '@remix-run/react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { type Segment, Segments, Tag } from '~/ui/marks';
import { isReason, type OUTCOMES } from '../cases/case-reason';
import type { Gap } from '../company-profile/track-gap';
import { HealthMark } from '../health/health-mark';
import type { Track } from '../programmes/track';
import { TrackMark } from '../programmes/track-mark';
import type { Lane, LaneCase } from './company-page.queries.server';

/** The five tracks of a company: what is open, what is over, what was never opened. */
export function CompanyLanes({
  lanes,
  gaps,
  today,
  askAt,
}: {
  lanes: Lane[];
  gaps: Partial<Record<Track, Gap>>;
  today: string;
  /** Where support on a track is asked for; null for who may not. */
  askAt: string | null;
}) {
  const t = useMessages('companies');
  const all = lanes.flatMap((lane) => lane.cases);
  const counts = {
    open: all.filter((one) => one.isOpen).length,
    closed: all.filter((one) => !one.isOpen).length,
    never: lanes.filter((lane) => lane.cases.length === 0).length,
  };
  return (
    <Card isFlush title={t('lanes.title')} aside={<span className="meta">{t('lanes.summary', counts)}</span>}>
      <ul className="lanes">
        {lanes.map((lane) =>
          lane.cases.length === 0 ? (
            <GapLane key={lane.track} track={lane.track} gap={gaps[lane.track] ?? null} askAt={askAt} />
          ) : (
            lane.cases.map((one) => <CaseLane key={one.id} line={one} today={today} />)
          ),
        )}
      </ul>
    </Card>
  );
}

/** A track never opened, and what the figures say of it. */
function GapLane({ track, gap, askAt }: { track: Track; gap: Gap | null; askAt: string | null }) {
  const t = useMessages('companies');
  const p = useMessages('profile');
  const programmes = useMessages('programmes');
  return (
    <li className="is-gap">
      <TrackMark track={track} isStrong isNever />
      <span>{gap === null ? null : p('gap.named')}</span>
      <span />
      <span>
        {t('lanes.never')} {gap === null ? null : p(`gap.${gap}`)}
      </span>
      <span>
        {askAt ? (
          <Link
            className="btn btn--sm"
            to={`${askAt}?track=${track}`}
            aria-label={p('gap.propose_named', { track: programmes(`track.${track}`) })}
          >
            {p('gap.propose')}
          </Link>
        ) : null}
      </span>
    </li>
  );
}

/** What is under way says how it goes; the others say where they are. */
const IN_SUPPORT: readonly LaneCase['state'][] = ['assessing', 'active'];

function CaseLane({ line, today }: { line: LaneCase; today: string }) {
  const t = useMessages('companies');
  const c = useMessages('cases');
  return (
    <li>
      <TrackMark track={line.track} isStrong />
      <span>
        {line.health && IN_SUPPORT.includes(line.state) ? (
          <HealthMark health={line.health} />
        ) : (
          <Tag tone={line.isOpen ? 'state' : undefined}>{c(`state.${line.state}`)}</Tag>
        )}
      </span>
      <span>{line.plannedMilestones > 0 ? <Segments steps={stepsOf(line)} label={t('lanes.done')} /> : null}</span>
      <span>{line.isOpen ? <WhatIsNext line={line} today={today} /> : <HowItEnded line={line} />}</span>
      <span>
        <Link className="btn btn--sm" to={`/cases/${line.id}`} aria-label={t('lanes.open_named', { reference: line.reference })}>
          {t('lanes.open')}
        </Link>
      </span>
    </li>
  );
}

function stepsOf({ doneMilestones, blockedItems, plannedMilestones }: LaneCase): Segment[] {
  const blocked = Math.min(blockedItems, plannedMilestones - doneMilestones);
  return Array.from({ length: plannedMilestones }, (_, index) =>
    index < doneMilestones ? 'on' : index < doneMilestones + blocked ? 'blocked' : 'off',
  );
}

function WhatIsNext({ line, today }: { line: LaneCase; today: string }) {
  const t = useMessages('companies');
  const p = useMessages('programmes');
  const f = useFormat();
  const isLate = line.nextDueOn !== null && line.nextDueOn < today;
  const details = [
    line.nextDueOn ? `${f.date(line.nextDueOn)} (${f.due(line.nextDueOn, today)})` : null,
    line.ball ? t('lanes.ball', { side: p(`side.${line.ball}`) }) : null,
    line.blockedItems > 0 ? t('lanes.blocked', { n: line.blockedItems }) : null,
    line.reference,
    line.lead ?? t('lanes.no_lead'),
  ];
  return (
    <>
      {line.nextTitle ? <span className={isLate ? 'is-late' : undefined}>{line.nextTitle}</span> : null}{' '}
      <span className="meta">{details.filter(Boolean).join(' · ')}</span>
    </>
  );
}

function HowItEnded({ line }: { line: LaneCase }) {
  const t = useMessages('companies');
  const r = useMessages('reasons');
  const f = useFormat();
  const outcome = line.outcome && isReason('outcome', line.outcome) ? r(`outcome.${line.outcome as (typeof OUTCOMES)[number]}`) : null;
  return (
    <>
      {outcome ? <span className="muted">{outcome}</span> : null}{' '}
      <span className="meta">
        {[line.endedOn ? t('lanes.ended', { on: f.date(line.endedOn) }) : null, line.reference, line.lead].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}
