import { Form } from '@remix-run/react';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { type Option, SelectField, TextField } from '~/ui/forms/fields';
import { FieldScope } from '~/ui/forms/server-form';
import { PhoneFold } from '~/ui/phone-fold';
import { ActiveFilters } from '~/ui/views';
import { TERRITORIES } from '../company-profile/region';
import { DOMAINS, SIZES, STANDINGS } from './company';
import { type CompanyFilter, companiesAddress, FILTER_PARTS, type FilterPart, LIST_STATES } from './company-filter';
import { MEMBER_CATEGORIES, VALUE_CHAIN_POSITIONS } from './profile-list';

type Select = { part: Exclude<FilterPart, 'q'>; options: Option[]; isFeminine?: boolean };

/** The list's filters, in the address: a form without JavaScript, and each one in force with the way to remove it. */
export function CompanyFilters({ filter }: { filter: CompanyFilter }) {
  const t = useMessages('companies');
  const u = useMessages('ui');
  const selects = useSelects();
  const word = (part: FilterPart, value: string) =>
    selects.find((select) => select.part === part)?.options.find((option) => option.value === value)?.label ?? value;
  const active = FILTER_PARTS.flatMap((part) => {
    const value = filter[part];
    if (!value) return [];
    const without = companiesAddress({ ...filter, after: null, before: null, [part]: part === 'q' ? '' : null });
    return [{ label: t('filter.chip', { name: t(`filter.${part}`), value: word(part, value) }), without }];
  });
  return (
    <>
      <FieldScope id="filters">
        <Form method="get" className="filters" role="search" key={companiesAddress({ ...filter, after: null, before: null })}>
          <TextField name="q" type="search" label={t('filter.q')} placeholder={t('filter.q_hint')} defaultValue={filter.q} wide />
          <PhoneFold label={u('filters.more')}>
            <div className="filters">
              {selects.map(({ part, options, isFeminine }) => (
                <SelectField
                  key={part}
                  name={part}
                  label={t(`filter.${part}`)}
                  placeholder={t(isFeminine ? 'filter.any_f' : 'filter.any')}
                  defaultValue={filter[part]}
                  options={options}
                />
              ))}
            </div>
          </PhoneFold>
          <Button type="submit" kind="primary">
            {t('filter.submit')}
          </Button>
        </Form>
      </FieldScope>
      <ActiveFilters filters={active} clearTo="/companies" />
    </>
  );
}

function useSelects(): Select[] {
  const t = useMessages('companies');
  const p = useMessages('profile');
  const options = <V extends string>(values: readonly V[], label: (value: V) => string) =>
    values.map((value) => ({ value, label: label(value) }));
  return [
    { part: 'das', options: options(DOMAINS, (das) => `${t(`das_short.${das}`)} ${t(`das.${das}`)}`) },
    {
      part: 'territory',
      options: [
        { value: 'R93', label: t('region.93') },
        { value: 'R76', label: t('region.76') },
        ...options(TERRITORIES, (code) => `${code} ${p(`department.${code}`)}`),
        { value: 'elsewhere', label: t('filter.elsewhere') },
      ],
    },
    { part: 'size', options: options(SIZES, (size) => t(`size.${size}`)), isFeminine: true },
    { part: 'position', options: options(VALUE_CHAIN_POSITIONS, (position) => p(`value_chain.${position}`)), isFeminine: true },
    { part: 'standing', options: options(STANDINGS, (standing) => t(`standing.${standing}`)), isFeminine: true },
    { part: 'category', options: options(MEMBER_CATEGORIES, (category) => p(`category.${category}`)), isFeminine: true },
    { part: 'state', options: options(LIST_STATES, (state) => t(`state.${state}`)) },
  ];
}
