import { Form } from '@remix-run/react';
import { DOMAINS } from '~/features/companies/company';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { SelectField, TextField } from '~/ui/forms/fields';
import { FieldScope } from '~/ui/forms/server-form';
import { type ActiveFilter, ActiveFilters } from '~/ui/views';
import { PROJECT_FUNDERS, PROJECT_OUTCOMES, PROJECT_TYPES } from './project';
import { type NARROWING, type RegistryFilter, registryAddress } from './registry-filter';

type Name = (typeof NARROWING)[number];
const EMPTY: Pick<RegistryFilter, Name> = { q: '', das: null, type: null, funder: null, outcome: null, year: null, mine: false };

/** The one-line form above the registry, and what is left out now. */
export function RegistryFilters({ filter, years }: { filter: RegistryFilter; years: number[] }) {
  const t = useMessages('projects');
  const companies = useMessages('companies');
  return (
    <>
      <FieldScope id="filters">
        <Form method="get" className="filters" role="search" key={registryAddress({ ...filter, after: null, before: null })}>
          {filter.view === 'labelled' ? null : <input type="hidden" name="view" value={filter.view} />}
          <TextField name="q" type="search" label={t('filter.q')} placeholder={t('filter.q_hint')} defaultValue={filter.q} wide />
          <SelectField
            name="das"
            label={t('filter.das')}
            placeholder={t('filter.any')}
            defaultValue={filter.das}
            options={DOMAINS.map((das) => ({ value: das, label: `${companies(`das_short.${das}`)} ${companies(`das.${das}`)}` }))}
          />
          <SelectField
            name="type"
            label={t('filter.type')}
            placeholder={t('filter.any')}
            defaultValue={filter.type}
            options={PROJECT_TYPES.map((type) => ({ value: type, label: t(`type.${type}`) }))}
          />
          <SelectField
            name="funder"
            label={t('filter.funder')}
            placeholder={t('filter.any')}
            defaultValue={filter.funder}
            options={PROJECT_FUNDERS.map((funder) => ({ value: funder, label: t(`funder.${funder}`) }))}
          />
          <SelectField
            name="outcome"
            label={t('filter.outcome')}
            placeholder={t('filter.any_f')}
            defaultValue={filter.outcome}
            options={PROJECT_OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) }))}
          />
          <SelectField
            name="year"
            label={t('filter.year')}
            placeholder={t('filter.any_f')}
            defaultValue={filter.year === null ? null : String(filter.year)}
            options={years.map((year) => ({ value: String(year), label: String(year) }))}
          />
          <SelectField
            name="mine"
            label={t('filter.mine')}
            placeholder={t('filter.any')}
            defaultValue={filter.mine ? '1' : null}
            options={[{ value: '1', label: t('filter.mine_yes') }]}
          />
          <Button type="submit" kind="primary">
            {t('filter.submit')}
          </Button>
        </Form>
      </FieldScope>
      <Active filter={filter} />
    </>
  );
}

function Active({ filter }: { filter: RegistryFilter }) {
  const t = useMessages('projects');
  const companies = useMessages('companies');
  const chip = (name: Name, value: string): ActiveFilter => ({
    label: t('filter.chip', { name: t(`filter.${name}`), value }),
    without: registryAddress({ ...filter, after: null, before: null, [name]: EMPTY[name] }),
  });
  const active = [
    ...(filter.q ? [chip('q', filter.q)] : []),
    ...(filter.das ? [chip('das', companies(`das_short.${filter.das}`))] : []),
    ...(filter.type ? [chip('type', t(`type.${filter.type}`))] : []),
    ...(filter.funder ? [chip('funder', t(`funder.${filter.funder}`))] : []),
    ...(filter.outcome ? [chip('outcome', t(`outcome.${filter.outcome}`))] : []),
    ...(filter.year ? [chip('year', String(filter.year))] : []),
    ...(filter.mine ? [chip('mine', t('filter.mine_yes'))] : []),
  ];
  return <ActiveFilters filters={active} clearTo={registryAddress({ view: filter.view })} />;
}
