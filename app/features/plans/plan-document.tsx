import { Star } from 'lucide-react';
import { useFigureWords } from '~/features/outcomes/figure-words';
import { UNITS, type Unit } from '~/features/outcomes/metric';
import { TrackMark } from '~/features/programmes/track-mark';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Banner, Card } from '~/ui/card';
import { DataTable } from '~/ui/data-table';
import { DefinitionList } from '~/ui/facts';
import { Icon } from '~/ui/icon';
import type { PlanDocument as Document, DocumentMilestone, DocumentTarget, PlanVersion } from './plan-document.queries.server';

type Read = Pick<Document, 'version' | 'number'>;

/** What a plan is at the moment, in one sentence: a draft, or a version with its days. */
function usePlanState(): (document: Read) => string {
  const t = useMessages('plans');
  const f = useFormat();
  const day = (instant: string | null) => (instant ? f.date(f.isoDay(new Date(instant))) : '');
  return ({ version, number }) => {
    if (!version) return t('state.draft', { number });
    const on = day(version.state === 'signed' ? version.signedAt : version.state === 'refused' ? version.refusedAt : version.sentAt);
    return t(`state.${version.state}`, { number, on });
  };
}

/** A target in the unit of its figure, to the euro: what is promised isn't rounded. */
export function useTargetWords(): (target: Pick<DocumentTarget, 'unit' | 'value'>) => string {
  const words = useFigureWords();
  const f = useFormat();
  return ({ unit, value }) => {
    if (unit === 'eur') return f.money(Math.round(value * 100));
    return unit in UNITS ? words.value({ unit: unit as Unit, kind: 'stock' }, { num: value }) : f.number(value);
  };
}

/** The plan as a text that both sides read and sign: who and when, milestones in their order, figures promised, agreements given. */
export function PlanDocument({ document }: { document: Document }) {
  const t = useMessages('plans');
  const { version } = document;
  return (
    <div className="stack stack--4">
      {version ? null : (
        <Banner tone="watch" title={t('draft.title')}>
          {t('draft.text')}
        </Banner>
      )}
      {version?.state === 'refused' ? <Refusal version={version} /> : null}
      <Card title={t('document.facts')}>
        <Facts document={document} />
      </Card>
      <Card title={t('document.milestones')} isFlush={document.milestones.length > 0}>
        {document.milestones.length > 0 ? <Milestones document={document} /> : <p className="muted">{t('document.no_milestones')}</p>}
      </Card>
      <Card title={t('document.targets')} isFlush={document.targets.length > 0}>
        {document.targets.length > 0 ? <Targets targets={document.targets} /> : <p className="muted">{t('document.no_targets')}</p>}
      </Card>
      {version ? (
        <Card title={t('document.agreements')} foot={t('document.digest', { digest: version.sha256.slice(0, 16) })}>
          <Agreements version={version} />
        </Card>
      ) : null}
    </div>
  );
}

function Refusal({ version: { refusedBy, refusedAt, refusal } }: { version: PlanVersion }) {
  const t = useMessages('plans');
  const f = useFormat();
  const on = refusedAt ? f.date(f.isoDay(new Date(refusedAt))) : '';
  return (
    <Banner tone="late" title={t('refusal.title', { on, hasName: refusedBy ? 'yes' : 'no', name: refusedBy ?? '' })}>
      {refusal ?? ''}
    </Banner>
  );
}

function Facts({ document }: { document: Document }) {
  const t = useMessages('plans');
  const f = useFormat();
  const state = usePlanState();
  const { companyName, reference, track, version, startedOn } = document;
  return (
    <DefinitionList
      entries={[
        { term: t('document.company'), value: companyName },
        { term: t('document.track'), value: <TrackMark track={track} /> },
        { term: t('document.reference'), value: reference },
        { term: t('document.version'), value: state(document) },
        ...(startedOn ? [{ term: t('document.started'), value: f.date(startedOn) }] : []),
        ...(version
          ? [{ term: t('document.sent'), value: [f.date(f.isoDay(new Date(version.sentAt))), version.sentBy].filter(Boolean).join(', ') }]
          : []),
      ]}
    />
  );
}

function Milestones({ document: { milestones, version } }: { document: Document }) {
  const t = useMessages('plans');
  const p = useMessages('programmes');
  const f = useFormat();
  const before = milestones.filter((one) => !one.isAfterSignature);
  const after = milestones.filter((one) => one.isAfterSignature);
  const signedAt = version?.signedAt ?? null;
  const afterLabel = signedAt ? t('document.after_signed', { on: f.date(f.isoDay(new Date(signedAt))) }) : t('document.after');
  return (
    <DataTable
      caption={t('document.milestones_caption')}
      className="table--dense table--top"
      rows={milestones}
      rowKey={({ position }) => String(position)}
      groups={[
        { key: 'before', label: t('document.before'), rows: before },
        { key: 'after', label: afterLabel, rows: after },
      ].filter(({ rows }) => rows.length > 0)}
      columns={[
        { key: 'what', label: t('column.milestone'), cell: (one) => <What milestone={one} /> },
        { key: 'who', label: t('column.owner'), cell: ({ sides }) => sides.map((side) => p(`side.${side}`)).join(' + ') },
        { key: 'waits', label: t('column.waits'), cell: ({ blockers }) => (blockers.length > 0 ? f.list(blockers.map(String)) : '–') },
        { key: 'start', label: t('column.start'), className: 'nowrap', cell: ({ startsOn }) => (startsOn ? f.date(startsOn) : '–') },
        { key: 'due', label: t('column.due'), className: 'nowrap', cell: (one) => <Due milestone={one} /> },
      ]}
    />
  );
}

function What({ milestone: { position, title, isCritical, expectedEvidence } }: { milestone: DocumentMilestone }) {
  const t = useMessages('plans');
  return (
    <>
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
      </span>
      {expectedEvidence ? <span className="sub">{t('evidence', { what: expectedEvidence })}</span> : null}
    </>
  );
}

function Due({ milestone: { dueOn, durationDays, isDone } }: { milestone: DocumentMilestone }) {
  const t = useMessages('plans');
  const f = useFormat();
  return (
    <div>
      {isDone ? t('done') : dueOn ? f.date(dueOn) : t('no_date')}
      {durationDays > 0 ? <span className="sub">{t('days', { count: durationDays })}</span> : null}
    </div>
  );
}

function Targets({ targets }: { targets: readonly DocumentTarget[] }) {
  const t = useMessages('plans');
  const f = useFormat();
  const words = useTargetWords();
  return (
    <DataTable
      caption={t('document.targets_caption')}
      className="table--dense"
      rows={targets}
      rowKey={({ metric }) => metric}
      columns={[
        { key: 'figure', label: t('column.figure'), cell: ({ label }) => label },
        { key: 'value', label: t('column.target'), isNumber: true, cell: (target) => words(target) },
        { key: 'due', label: t('column.by'), className: 'nowrap', cell: ({ dueOn }) => f.date(dueOn) },
      ]}
    />
  );
}

function Agreements({ version: { agreements } }: { version: PlanVersion }) {
  const t = useMessages('plans');
  const p = useMessages('programmes');
  const f = useFormat();
  return (
    <DefinitionList
      entries={(['company', 'advisor'] as const).map((side) => {
        const given = agreements.find((one) => one.side === side);
        return {
          key: side,
          term: p(`side.${side}`),
          value: given ? (
            t('agreement.given', { name: given.signatoryName, at: f.dateTime(new Date(given.agreedAt)) })
          ) : (
            <span className="faint">{t('agreement.awaited')}</span>
          ),
        };
      })}
    />
  );
}
