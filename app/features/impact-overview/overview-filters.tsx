import { Form } from '@remix-run/react';
import { DOMAINS, SIZES } from '~/features/companies/company';
import { PROOF_LEVELS } from '~/features/impact/reading';
import { yearOf } from '~/features/programmes/paris-date';
import { TRACKS } from '~/features/programmes/track';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { type Option, SelectField, TextField } from '~/ui/forms/fields';
import { FieldScope } from '~/ui/forms/server-form';
import { ActiveFilters } from '~/ui/views';
import { COMPARISONS, DIMENSIONS, type Dimension, isNarrowed, type OverviewFilter, overviewAddress, PERIODS } from './overview-filter';
import type { OverviewProps } from './overview-props';
import { useFilterChips } from './use-filter-chips';
import { useKeyNames } from './use-key-names';

/** Regions a member of the cluster is in: those of the two around it first, then the others. */
const REGIONS = ['93', '76', '94', '84', '11', '24', '27', '28', '32', '44', '52', '53', '75'];

/** Everything the page can be asked, in one form sent to the address; what it leaves out stands under it, each with one press to bring it back. */
export function OverviewFilters({ overview, filter, today }: OverviewProps) {
  const t = useMessages('overview');
  const i = useMessages('impact');
  const f = useFormat();
  return (
    <>
      <FieldScope id="overview" values={{ on: f.typedDate(filter.on) }}>
        <Form method="get" className="filters" role="search" aria-label={t('filters')} key={overviewAddress(filter, today)}>
          <Choice
            name="indicator"
            label={t('filter.indicator')}
            value={overview.chosen.code}
            options={overview.choices.map(({ code, label }) => ({ value: code, label }))}
          />
          <Choice name="period" label={t('filter.period')} value={filter.period} options={usePeriods(overview, filter)} />
          <TextField
            name="on"
            label={t('filter.on')}
            placeholder={t('filter.date')}
            inputMode="numeric"
            autoComplete="off"
            maxLength={10}
          />
          <Choice
            name="level"
            label={i('filter.level')}
            value={String(filter.minLevel)}
            options={PROOF_LEVELS.map((level) => ({ value: String(level), label: i(`level.${level}`) }))}
          />
          <Choice
            name="compare"
            label={t('filter.compare')}
            value={filter.compare}
            options={COMPARISONS.map((value) => ({ value, label: t(`compare.${value}`) }))}
          />
          <Choice
            name="by"
            label={t('filter.by')}
            value={filter.by}
            options={DIMENSIONS.map((value) => ({ value, label: t(`by.${value}`) }))}
          />
          <Narrowings overview={overview} filter={filter} />
          <Button type="submit" kind="primary">
            {i('filter.apply')}
          </Button>
        </Form>
      </FieldScope>
      <ActiveFilters filters={useFilterChips(filter, today, (changed) => overviewAddress(changed, today))} clearTo="/impact" />
    </>
  );
}

function Choice({ name, label, value, options }: { name: string; label: string; value: string; options: readonly Option[] }) {
  return <SelectField name={name} label={label} placeholder={false} defaultValue={value} options={options} />;
}

function Narrowings({ overview, filter }: Pick<OverviewProps, 'overview' | 'filter'>) {
  const t = useMessages('overview');
  const nameOf = useKeyNames();
  const { within } = filter;
  const first = yearOf(overview.contract.startsOn);
  const years = Array.from({ length: yearOf(filter.on) - first + 1 }, (_one, index) => String(first + index));
  const select = (dimension: Dimension, keys: readonly string[]) => (
    <SelectField
      name={dimension}
      label={t(`by.${dimension}`)}
      placeholder={t('filter.all')}
      defaultValue={within[dimension] ?? ''}
      options={keys.map((key) => ({ value: key, label: nameOf(dimension, key) }))}
    />
  );
  return (
    <details className="filters__more" open={isNarrowed(filter)}>
      <summary>{t('filter.narrow')}</summary>
      <div className="filters">
        {select('track', TRACKS)}
        {select('das', DOMAINS)}
        {select('region', REGIONS)}
        <TextField
          name="department"
          label={t('by.department')}
          placeholder={t('filter.department_hint')}
          defaultValue={within.department ?? ''}
          maxLength={3}
          autoComplete="off"
        />
        {select('size', SIZES)}
        {select('cohort', years)}
      </div>
    </details>
  );
}

function usePeriods({ contract }: OverviewProps['overview'], { on }: OverviewFilter): Option[] {
  const t = useMessages('overview');
  const half = on.slice(5) >= '07-01' ? 2 : 1;
  return PERIODS.map((value) => ({
    value,
    label: t(`period.${value}`, { from: contract.startsOn.slice(0, 4), year: on.slice(0, 4), half }),
  }));
}
