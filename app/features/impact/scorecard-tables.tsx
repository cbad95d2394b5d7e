import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { Tag } from '~/ui/marks';
import { PhoneFold } from '~/ui/phone-fold';
import { indicatorSubject } from './indicator-subject';
import { StatusMark, useIndicatorWords } from './indicator-words';
import { type ImpactReading, readingAddress } from './reading';
import { SURE_FROM } from './scorecard';
import type { ApartFigure, Scorecard, ScorecardLine } from './scorecard.queries.server';

/** Every indicator of the contract, by objective. */
export function IndicatorTable({ scorecard, reading }: { scorecard: Scorecard; reading: ImpactReading }) {
  const t = useMessages('impact');
  const f = useFormat();
  const columns = useIndicatorColumns(scorecard, reading);
  return (
    <DataTable
      className="table--dense table--brief"
      caption={t('table.caption', { on: f.longDate(reading.on) })}
      columns={columns}
      rows={[]}
      rowKey={(line) => line.code}
      groups={scorecard.objectives.map((objective) => ({
        key: objective.code,
        label: `${objective.code} · ${objective.title}`,
        aside:
          objective.mean === null
            ? t('table.mean_none')
            : t('table.mean', { mean: f.percent(objective.mean), unmeasured: objective.unmeasured }),
        rows: objective.lines,
      }))}
    />
  );
}

function useIndicatorColumns(scorecard: Scorecard, reading: ImpactReading): Column<ScorecardLine>[] {
  const t = useMessages('impact');
  const f = useFormat();
  const words = useIndicatorWords();
  const year =
    scorecard.objectives
      .flatMap(({ lines }) => lines)
      .find(({ targetOn }) => targetOn)
      ?.targetOn?.slice(0, 4) ?? reading.on.slice(0, 4);
  return [
    {
      key: 'indicator',
      label: t('table.indicator'),
      cell: (line) => (
        <>
          <a className="link-quiet" href={readingAddress(`/impact/${line.code}`, reading)}>
            {line.of.label}
          </a>
          <span className="sub">
            {line.code} · {words.unit(line)}
          </span>
          <details className="row-more">
            <summary>{t.rich('table.more', { label: line.of.label, r: (rest) => <span className="sr-only">{rest}</span> })}</summary>
          </details>
          <EffectsOf line={line} />
        </>
      ),
    },
    {
      key: 'baseline',
      label: t('table.baseline'),
      isNumber: true,
      className: 'muted is-extra',
      cell: (line) => words.number(line, line.baseline),
    },
    {
      key: 'target',
      label: t('table.target', { year }),
      isNumber: true,
      className: 'muted is-extra',
      cell: (line) => (
        <>
          {words.number(line, line.target)}
          {line.horizon !== null && scorecard.horizonOn ? (
            <span className="sub">
              {t('table.horizon', { year: scorecard.horizonOn.slice(0, 4), target: words.number(line, line.horizon) })}
            </span>
          ) : null}
        </>
      ),
    },
    { key: 'expected', label: t('table.expected'), isNumber: true, cell: (line) => words.number(line, line.expected) },
    {
      key: 'achieved',
      label: t('table.achieved'),
      isNumber: true,
      className: 'strong',
      cell: (line) => (
        <>
          <a className="link-quiet" href={readingAddress(`/impact/${line.code}`, reading)}>
            {line.achieved === null ? <span className="faint">{t('unknown')}</span> : words.number(line, line.achieved)}
          </a>
          {line.carried > 0 ? <span className="sub">{t('table.carried_of', { n: line.carried })}</span> : null}
        </>
      ),
    },
    { key: 'attainment', label: t('table.attainment'), isNumber: true, cell: (line) => <Attainment line={line} /> },
    {
      key: 'status',
      label: t('table.status'),
      className: 'col-status at-name',
      cell: (line) => (
        <span className="row">
          <StatusMark status={line.status} />
          {line.isProvisional ? <Tag tone="watch">{t('provisional')}</Tag> : null}
        </span>
      ),
    },
    {
      key: 'coverage',
      label: t('table.coverage'),
      isNumber: true,
      className: 'is-extra',
      cell: (line) => (
        <>
          <span className={line.coverage !== null && line.coverage < SURE_FROM ? 'is-watch' : 'muted'}>
            {line.coverage === null ? t('none') : f.percent(line.coverage)}
          </span>
          {line.weightedCoverage !== null ? (
            <span className="sub">{t('table.weighted', { share: f.percent(line.weightedCoverage) })}</span>
          ) : null}
        </>
      ),
    },
    {
      key: 'projection',
      label: t('table.projection'),
      isNumber: true,
      className: 'muted is-extra',
      cell: (line) => words.number(line, line.projection),
    },
  ];
}

/** What the members of the first day did, and what joining and leaving did; opened by whoever asks. */
function EffectsOf({ line }: { line: ScorecardLine }) {
  const t = useMessages('impact');
  const f = useFormat();
  if (!line.effects) return null;
  const change = (value: number) => f.change(value, { min: 0, max: line.scale === 1 ? 0 : 1 });
  return (
    <details className="is-extra">
      <summary>{t('table.effects')}</summary>
      <span className="sub">{t('table.growth', { change: change(line.effects.growth) })}</span>
      <span className="sub">{t('table.perimeter', { change: change(line.effects.perimeter) })}</span>
    </details>
  );
}

/** Shown from −100 % to +200 %; beyond, the raw value stands under it. */
function Attainment({ line }: { line: ScorecardLine }) {
  const t = useMessages('impact');
  const f = useFormat();
  if (line.attainment === null || line.rawAttainment === null) return <>{t('none')}</>;
  return (
    <>
      {f.percent(line.attainment)}
      {line.attainment !== line.rawAttainment ? (
        <span className="sub">{t('table.raw', { raw: f.percent(line.rawAttainment) })}</span>
      ) : null}
    </>
  );
}

/** Verified, confirmed, declared and unanswered, side by side and never added up; indicators without anything apart are named under the table. */
export function ApartCard({ lines, reading }: { lines: readonly ScorecardLine[]; reading: ImpactReading }) {
  const t = useMessages('impact');
  const u = useMessages('ui');
  const f = useFormat();
  const hasApart = ({ apart }: ScorecardLine) => apart.unanswered > 0 || apart.confirmed.companies > 0 || apart.declared.companies > 0;
  const shown = lines.filter(hasApart);
  const others = lines.filter((line) => !hasApart(line)).map(({ of }) => of.label);
  const foot = [t('apart.lede'), ...(others.length > 0 ? [t('apart.nothing', { list: f.list(others) })] : [])];
  return (
    <Card title={t('apart.title')} isFlush foot={<span className="meta">{foot.join(' ')}</span>}>
      <PhoneFold label={u('fold.rows', { n: shown.length })}>
        <ApartTable lines={shown} reading={reading} />
      </PhoneFold>
    </Card>
  );
}

function ApartTable({ lines, reading }: { lines: readonly ScorecardLine[]; reading: ImpactReading }) {
  const t = useMessages('impact');
  const f = useFormat();
  const words = useIndicatorWords();
  const figure = (line: ScorecardLine, { value, companies }: ApartFigure) =>
    companies === 0 ? (
      t('none')
    ) : (
      <>
        {words.number(line, value)}
        <span className="sub">{t(`apart.${indicatorSubject(line.code)}`, { n: companies })}</span>
      </>
    );
  return (
    <DataTable
      className="table--dense table--cells"
      caption={t('apart.caption', { on: f.longDate(reading.on) })}
      rows={lines}
      rowKey={(line) => line.code}
      columns={[
        { key: 'indicator', label: t('table.indicator'), cell: (line) => line.of.label },
        {
          key: 'verified',
          label: t('apart.verified'),
          isNumber: true,
          className: 'strong',
          cell: (line) => figure(line, line.apart.verified),
        },
        { key: 'confirmed', label: t('apart.confirmed'), isNumber: true, cell: (line) => figure(line, line.apart.confirmed) },
        {
          key: 'declared',
          label: t('apart.declared'),
          isNumber: true,
          className: 'is-declared',
          cell: (line) => figure(line, line.apart.declared),
        },
        {
          key: 'unanswered',
          label: t('apart.unanswered'),
          isNumber: true,
          className: 'muted',
          cell: (line) => (line.answers.expected === 0 ? t('none') : f.number(line.apart.unanswered)),
        },
      ]}
    />
  );
}
