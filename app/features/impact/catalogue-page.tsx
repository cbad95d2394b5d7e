import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import { Tag } from '~/ui/marks';
import { Tabs } from '~/ui/views';
import type { Catalogue, CatalogueMetric } from './catalogue.queries.server';
import { CatalogueExample } from './catalogue-example';
import { familyAddress, METRIC_FAMILIES } from './metric-family';

/** A family of the catalogue: each metric's whole definition with a worked example beside it. */
export function CataloguePage({ catalogue }: { catalogue: Catalogue }) {
  const t = useMessages('metrics');
  return (
    <div className="stack stack--4">
      <Tabs
        label={t('families')}
        views={METRIC_FAMILIES.map((family) => ({
          to: familyAddress(family),
          label: t(`family.${family}`),
          isCurrent: family === catalogue.family,
        }))}
      />
      {catalogue.metrics.length === 0 ? <p className="muted">{t('none')}</p> : null}
      {catalogue.metrics.map((metric) => (
        <MetricCard key={metric.code} metric={metric} />
      ))}
    </div>
  );
}

function MetricCard({ metric }: { metric: CatalogueMetric }) {
  const t = useMessages('metrics');
  const i = useMessages('impact');
  return (
    <Card
      id={metric.code}
      title={`${metric.code} · ${metric.label}`}
      aside={<Tag>{t('version', { version: metric.version, n: metric.versions.length })}</Tag>}
      actions={metric.isInContract ? <a href={`/impact/${metric.code}`}>{i('decide.explain')}</a> : null}
    >
      <div className="cols cols--60">
        <div className="stack stack--2">
          <p>{metric.rule}.</p>
          <Definition metric={metric} />
        </div>
        {metric.example ? <CatalogueExample metric={metric} example={metric.example} /> : <p className="muted">{t('example.none')}</p>}
      </div>
    </Card>
  );
}

function Definition({ metric }: { metric: CatalogueMetric }) {
  const t = useMessages('metrics');
  const { unit, kind, direction, grain, subject, baselineKind, aggregation, evidence, doubleCounting, derivedFrom, parts } = metric;
  const sources = derivedFrom ? ('denominator' in derivedFrom ? derivedFrom : { numerator: derivedFrom.numerator, denominator: [] }) : null;
  return (
    <DefinitionList
      entries={[
        {
          term: t('unit'),
          value: metric.companionUnit
            ? t('unit_and', { unit: t(`units.${unit}`), other: t(`units.${metric.companionUnit}`) })
            : t(`units.${unit}`),
        },
        { term: t('kind'), value: t(`kind.${kind}`) },
        { term: t('direction'), value: t(`direction.${direction}`) },
        { term: t('grain'), value: t(`grain.${grain}`) },
        { term: t('subject'), value: t(`subject.${subject}`) },
        { term: t('baseline'), value: baselineKind ? `${baselineKind} · ${t(`baseline.${baselineKind}`)}` : t('baseline.none') },
        { term: t('aggregation'), value: t(`aggregation.${aggregation}`) },
        ...(parts ? [{ term: t('parts'), value: t('parts_text', parts) }] : []),
        ...(sources
          ? [
              {
                term: t('derived'),
                value: t('derived_text', { from: [...sources.numerator, ...sources.denominator].join(', ') }),
              },
            ]
          : []),
        { term: t('evidence'), value: evidence },
        {
          term: t('double_counting'),
          value:
            doubleCounting.length === 0 ? (
              t('double_counting.none')
            ) : (
              <ul className="stack stack--1">
                {doubleCounting.map((rule) => (
                  <li key={rule}>
                    {rule} · {t(`double_counting.${rule}`)}
                  </li>
                ))}
              </ul>
            ),
        },
        { term: t('european'), value: <European metric={metric} /> },
      ]}
    />
  );
}

/** Codes with the programming period in which they are used; their published names are in English. */
function European({ metric }: { metric: CatalogueMetric }) {
  const t = useMessages('metrics');
  const f = useFormat();
  if (metric.european.length === 0) return <>{t('european.none')}</>;
  return (
    <ul className="stack stack--1">
      {metric.european.map(({ code, name, from, until }) => (
        <li key={code}>
          <strong>{code}</strong> {name ? <span lang="en">{name}</span> : null}{' '}
          <span className="meta">{t('european.period', { from: f.date(from), until: f.date(until) })}</span>
        </li>
      ))}
    </ul>
  );
}
