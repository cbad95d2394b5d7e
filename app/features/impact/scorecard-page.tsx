import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { Chart } from '~/ui/charts/chart';
import { TrajectoryTable } from '~/ui/charts/trajectory-table';
import { PageHead } from '~/ui/shell';
import { StatusMark, useIndicatorWords } from './indicator-words';
import { type ImpactReading, readingAddress } from './reading';
import { ReadingForm } from './reading-form';
import { RefusedDay } from './refused-day';
import { INDICATOR_STATUSES } from './scorecard';
import type { Scorecard, ScorecardLine } from './scorecard.queries.server';
import { ApartCard, IndicatorTable } from './scorecard-tables';
import { ImpactTabs } from './section-tabs';
import type { TrajectoryView } from './trajectory-drawing.server';

type Props = {
  scorecard: Scorecard;
  reading: ImpactReading;
  trajectory: TrajectoryView | null;
  heading: string;
  /** Of the indicators: how many there are, and how many stand where. */
  counts: { n: number; held: number; watch: number; gap: number };
};

/** The contract on a day: statuses, the chosen trajectory, every indicator, and what is declared or confirmed shown apart. */
export function ScorecardPage({ scorecard, reading, trajectory, heading, counts }: Props) {
  const t = useMessages('impact');
  const lines = scorecard.objectives.flatMap((objective) => objective.lines);
  return (
    <div className="stack stack--4">
      <PageHead
        title={heading}
        lede={t('lede', counts)}
        actions={<ReadingForm reading={reading} {...(trajectory ? { more: { indicator: trajectory.code } } : {})} />}
      />
      <ImpactTabs current="contract" reading={reading} />
      <RefusedDay on={reading.on} />
      <StatusCells lines={lines} />
      <div className="cols cols--65">
        {trajectory ? <TrajectoryCard trajectory={trajectory} lines={lines} reading={reading} /> : null}
        <DecideCard lines={lines} reading={reading} />
      </div>
      <Card
        title={t('table.title')}
        isFlush
        foot={
          <span className="meta">
            {t('foot', { level: t(`level_words.${reading.minLevel}`) })}{' '}
            {t('table.projection_note', { year: scorecard.endsOn.slice(0, 4) })}
          </span>
        }
      >
        <IndicatorTable scorecard={scorecard} reading={reading} />
      </Card>
      <ApartCard lines={lines} reading={reading} />
    </div>
  );
}

function StatusCells({ lines }: { lines: readonly ScorecardLine[] }) {
  const t = useMessages('impact');
  return (
    <div className="kpis kpis--tight">
      {INDICATOR_STATUSES.map((status) => (
        <div className="kpi" key={status}>
          <span className="kpi__label">
            <StatusMark status={status} />
          </span>
          <span className="kpi__value">{lines.filter((line) => line.status === status).length}</span>
          <span className="kpi__meta">{t(`status_meta.${status}`)}</span>
        </div>
      ))}
    </div>
  );
}

function TrajectoryCard({
  trajectory,
  lines,
  reading,
}: {
  trajectory: TrajectoryView;
  lines: readonly ScorecardLine[];
  reading: ImpactReading;
}) {
  const t = useMessages('impact');
  const words = useIndicatorWords();
  const chosen = lines.find(({ code }) => code === trajectory.code);
  if (!chosen) return null;
  return (
    <Card title={trajectory.title}>
      <div className="stack stack--2">
        <Chart
          drawing={trajectory.drawing}
          note={t('trajectory.note', { unit: words.unit(chosen) })}
          table={
            <TrajectoryTable
              rows={trajectory.points}
              caption={t('trajectory.caption', { label: chosen.of.label })}
              decimals={trajectory.decimals}
            />
          }
        />
        <details className="chart-data no-print">
          <summary>{t('trajectory.other')}</summary>
          <ul className="choices">
            {lines
              .filter(({ code }) => code !== trajectory.code)
              .map(({ code, of }) => (
                <li key={code}>
                  <a href={readingAddress('/impact/contract', reading, { indicator: code })}>{of.label}</a>
                </li>
              ))}
          </ul>
        </details>
      </div>
    </Card>
  );
}

const PRESSING = ['gap', 'not_measured', 'watch'] as const;
const MOST_SHOWN = 6;

/** Indicators off target, not measured or to watch, the furthest behind first, each with its reason and the way to its companies. */
function DecideCard({ lines, reading }: { lines: readonly ScorecardLine[]; reading: ImpactReading }) {
  const t = useMessages('impact');
  const pressing = PRESSING.flatMap((status) =>
    lines.filter((line) => line.status === status).sort((one, other) => (one.rawAttainment ?? 0) - (other.rawAttainment ?? 0)),
  );
  const [shown, others] = [pressing.slice(0, MOST_SHOWN), pressing.slice(MOST_SHOWN)];
  return (
    <Card title={t('decide.title')} isFlush={pressing.length > 0}>
      {pressing.length === 0 ? (
        <p className="muted">{t('decide.none')}</p>
      ) : (
        <div>
          <Pressing lines={shown} reading={reading} />
          {others.length > 0 ? (
            <details>
              <summary className="card__foot">{t('decide.others', { n: others.length })}</summary>
              <Pressing lines={others} reading={reading} />
            </details>
          ) : null}
        </div>
      )}
    </Card>
  );
}

function Pressing({ lines, reading }: { lines: readonly ScorecardLine[]; reading: ImpactReading }) {
  return (
    <ul className="rows rows--tight">
      {lines.map((line) => (
        <li className="item" key={line.code}>
          <span className="item__main">
            <a className="strong" href={readingAddress(`/impact/${line.code}`, reading)}>
              {line.of.label}
            </a>
            <span className="muted">
              <Why line={line} />
            </span>
          </span>
          <StatusMark status={line.status} />
        </li>
      ))}
    </ul>
  );
}

function Why({ line }: { line: ScorecardLine }) {
  const t = useMessages('impact');
  const f = useFormat();
  const words = useIndicatorWords();
  const { answers, coverage } = line;
  if (line.status !== 'not_measured') {
    return <>{t('decide.gap', { value: words.number(line, line.achieved), expected: words.number(line, line.expected) })}</>;
  }
  if (answers.expected === 0) return <>{t('decide.nobody')}</>;
  if (line.expected === null) return <>{t('decide.no_target')}</>;
  return (
    <>
      {t('decide.coverage', {
        coverage: f.percent(coverage ?? 0),
        missing: answers.expected - answers.covered,
        expected: answers.expected,
      })}
    </>
  );
}
