import { ShieldCheck } from 'lucide-react';
import { FigureHistory } from '~/features/outcomes/figure-history';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import { Icon } from '~/ui/icon';
import { Tag } from '~/ui/marks';
import { Breadcrumb, Count, Page, PageHead } from '~/ui/shell';
import type { Explanation } from './explain.queries.server';
import type { LeftOut } from './explain-left-out.queries.server';
import { ExplainLines } from './explain-lines';
import { isOfProjects } from './explain-subject';
import { useIndicatorWords } from './indicator-words';
import { observedMetric } from './observed-metric';
import { type ImpactReading, readingAddress } from './reading';
import { ReadingForm } from './reading-form';
import { RefusedDay } from './refused-day';
import { isProvisional } from './scorecard';

type Props = { explanation: Explanation; reading: ImpactReading };

/** From a figure to its evidence: what it counts, the lines that total it, what is left out, the history of one value. */
export function ExplainPage({ explanation, reading }: Props) {
  const t = useMessages('impact');
  const f = useFormat();
  const words = useIndicatorWords();
  const { indicator, figure, chosen, sum } = explanation;
  const { label } = indicator.of;
  return (
    <Page>
      <div className="stack stack--4">
        <PageHead
          before={<Breadcrumb steps={[{ to: readingAddress('/impact', reading), label: t('section') }, { label }]} />}
          title={
            figure === null ? t('explain.title_unknown', { label }) : t('explain.title', { label, value: words.signed(indicator, figure) })
          }
          lede={t(isOfProjects(explanation) ? 'explain.lede_of_projects' : 'explain.lede', {
            lines: sum.lines,
            companies: sum.companies,
            on: f.date(reading.on),
          })}
          actions={<ReadingForm reading={reading} />}
        />
        <RefusedDay on={reading.on} />
        <Trail explanation={explanation} />
        <div className="cols cols--aside">
          <div className="stack stack--4">
            <Definition explanation={explanation} reading={reading} />
            <Card
              id="companies"
              title={t(isOfProjects(explanation) ? 'explain.lines_of_projects' : 'explain.lines')}
              aside={<Count value={sum.companies} />}
              isFlush={sum.lines > 0}
            >
              <ExplainLines explanation={explanation} reading={reading} />
            </Card>
            <LeftOutCard explanation={explanation} />
            {chosen ? (
              <Card id="observations" title={t('explain.observations', { company: chosen.name })}>
                <FigureHistory of={observedMetric(explanation)} moments={chosen.moments} baselines={chosen.baselines} />
              </Card>
            ) : null}
          </div>
          <aside className="stack stack--4" aria-label={t('explain.coverage')}>
            <CoverageCard explanation={explanation} />
            <Card title={t('explain.overlap')}>
              <p>{t(isOfProjects(explanation) ? 'explain.overlap_text_project' : 'explain.overlap_text')}</p>
            </Card>
            <Reproducible explanation={explanation} reading={reading} />
          </aside>
        </div>
      </div>
    </Page>
  );
}

function Trail({ explanation }: { explanation: Explanation }) {
  const t = useMessages('impact');
  const words = useIndicatorWords();
  const { indicator, chosen, figure, sum, evidenceCount } = explanation;
  const value = figure === null ? t('unknown') : words.number(indicator, figure);
  const ofProjects = isOfProjects(explanation);
  const steps = [
    {
      to: '#definition',
      label: t('explain.step.definition'),
      meta: t('explain.step.definition_meta', { code: indicator.code, version: indicator.of.version }),
    },
    {
      to: '#companies',
      label: t(ofProjects ? 'explain.step.projects' : 'explain.step.companies'),
      meta: t('explain.step.companies_meta', { lines: sum.lines, value }),
    },
    {
      to: chosen ? '#observations' : '#companies',
      label: t('explain.step.observations'),
      meta: chosen
        ? t('explain.step.observations_of', { company: chosen.name })
        : t(ofProjects ? 'explain.step.observations_meta_project' : 'explain.step.observations_meta'),
    },
    {
      to: '#companies',
      label: t('explain.step.evidence'),
      meta: evidenceCount === null ? t('explain.step.evidence_each') : t('explain.step.evidence_meta', { n: evidenceCount }),
    },
  ];
  return (
    <ol className="trail" aria-label={t('explain.trail')}>
      {steps.map((step, index) => (
        <li key={step.label} aria-current={index === (chosen ? 2 : 1) ? 'step' : undefined}>
          <a className="strong" href={step.to}>
            {step.label}
          </a>
          <span className="meta">{step.meta}</span>
        </li>
      ))}
    </ol>
  );
}

function Definition({ explanation }: Props) {
  const t = useMessages('impact');
  const f = useFormat();
  const { indicator, contract, sum } = explanation;
  const from = f.date(contract.startsOn);
  const carried = sum.lines - sum.fresh;
  return (
    <Card
      id="definition"
      title={t('explain.step.definition')}
      aside={<Tag>{t('explain.version', { code: indicator.code, version: indicator.of.version })}</Tag>}
    >
      <div className="stack stack--4">
        <p>{indicator.countingRule}.</p>
        <p className="formula">
          <Formula explanation={explanation} />
        </p>
        <DefinitionList
          entries={[
            { term: t('explain.perimeter'), value: indicator.perimeter },
            {
              term: t('explain.window'),
              value: t(`explain.window.${windowOf(explanation)}`, { from }),
            },
            { term: t('explain.proof'), value: indicator.of.evidence },
            { term: t('explain.carried'), value: carried === 0 ? t('explain.carried_none') : t('table.carried', { n: carried }) },
          ]}
        />
      </div>
    </Card>
  );
}

function windowOf({ indicator, lines }: Explanation) {
  if (indicator.rule === 'yearly_ratio') return 'yearly';
  return indicator.line.window === 'ratio' &&
    !lines.some(({ reference, subject }) => subject.kind === 'company' && reference !== null && indicator.rule === 'ratio')
    ? 'stock'
    : indicator.line.window;
}

function Formula({ explanation }: { explanation: Explanation }) {
  const t = useMessages('impact');
  const f = useFormat();
  const words = useIndicatorWords();
  const { indicator, figure, sum, contract } = explanation;
  const number = (value: number) => f.number(value, { min: 0, max: 1 });
  const ratio = () => t('explain.formula.ratio', { num: number(sum.num), den: number(sum.den) });
  const texts = {
    net: () => t('explain.formula.net', { value: number(sum.value), base: number(sum.base) }),
    ratio,
    yearly_ratio: ratio,
    paired_ratio: ratio,
    industry_share: ratio,
    mean: () => t('explain.formula.mean', { num: number(sum.num), n: sum.lines }),
    growth: () => t('explain.formula.growth', { threshold: f.percent(contract.growthThreshold) }),
    distinct: () => t(isOfProjects(explanation) ? 'explain.formula.distinct_projects' : 'explain.formula.distinct'),
    sum: () => t('explain.formula.sum'),
    latest: () => t('explain.formula.latest'),
  };
  return (
    <>
      {texts[indicator.rule]()} <strong>{figure === null ? t('unknown') : words.signed(indicator, figure)}</strong>
    </>
  );
}

function isUnknown(reason: LeftOut['reason']): boolean {
  return reason === 'unknown' || reason === 'no_answer' || reason === 'no_baseline' || reason === 'incomplete' || reason === 'struck';
}

/** Every value asked or given that does not count, under one reason each. */
function LeftOutCard({ explanation }: { explanation: Explanation }) {
  const t = useMessages('impact');
  const words = useIndicatorWords();
  const { leftOut, indicator } = explanation;
  return (
    <Card title={t('explain.left_out')} isFlush={leftOut.length > 0}>
      {leftOut.length === 0 ? (
        <p className="muted">{t('explain.left_out_none')}</p>
      ) : (
        <ul className="rows rows--tight">
          {leftOut.map(({ reason, count, names, value }) => (
            <li className="item" key={reason}>
              <span className="item__main">
                <span>{t(`explain.reason.${reason}`)}</span>
                <span className="meta">
                  {names.length === 0
                    ? t('explain.reason_lines', { n: count })
                    : t('explain.reason_companies', { n: count, names: names.join(', '), more: Math.max(0, count - names.length) })}
                </span>
              </span>
              <span className="item__side">
                {value !== null ? (
                  <strong className="is-declared">{words.number(indicator, value)}</strong>
                ) : isUnknown(reason) ? (
                  <span className="faint">{t('unknown')}</span>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function CoverageCard({ explanation }: { explanation: Explanation }) {
  const t = useMessages('impact');
  const f = useFormat();
  const { expected, covered } = explanation.answers;
  const share = expected === 0 ? null : covered / expected;
  return (
    <Card title={t('explain.coverage')}>
      {share === null ? (
        <p className="muted">{t('explain.coverage_nobody')}</p>
      ) : (
        <div className="stack stack--2">
          <p className="kpi__value">{f.percent(share)}</p>
          <svg
            className="bar bar--lg"
            viewBox="0 0 100 8"
            preserveAspectRatio="none"
            role="img"
            aria-label={t('explain.coverage_label', { share: f.percent(share) })}
          >
            <rect className="bar__bg" width="100" height="8" />
            <rect className="bar__fg" width={Math.round(share * 1000) / 10} height="8" />
          </svg>
          <p>
            {t('explain.coverage_text', { covered, expected })} {isProvisional(share) ? <Tag tone="watch">{t('provisional')}</Tag> : null}
          </p>
        </div>
      )}
    </Card>
  );
}

function Reproducible({ explanation, reading }: Props) {
  const t = useMessages('impact');
  const f = useFormat();
  return (
    <Card title={t('explain.reproducible')}>
      <p className="with-icon with-icon--top">
        <Icon icon={ShieldCheck} />
        <span>{t('explain.reproducible_text', { version: explanation.indicator.of.version, on: f.date(reading.on) })}</span>
      </p>
    </Card>
  );
}
