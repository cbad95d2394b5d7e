import { Form } from '@remix-run/react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { DateField, SelectField } from '~/ui/forms/fields';
import { FieldScope } from '~/ui/forms/server-form';
import { type ImpactReading, PROOF_LEVELS } from './reading';

/** The day and the minimum proof, in the address. */
export function ReadingForm({ reading, more = {} }: { reading: ImpactReading; more?: Record<string, string> }) {
  const t = useMessages('impact');
  const f = useFormat();
  return (
    <Form method="get" className="row no-print" key={`${reading.on} ${reading.minLevel}`}>
      <FieldScope id="reading" values={{ on: f.typedDate(reading.on), level: String(reading.minLevel) }}>
        <DateField name="on" label={t('filter.on')} />
        <SelectField
          name="level"
          label={t('filter.level')}
          placeholder={false}
          options={PROOF_LEVELS.map((level) => ({ value: String(level), label: t(`level.${level}`) }))}
        />
      </FieldScope>
      {Object.entries(more).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="field">
        <span className="label" aria-hidden="true">
          &nbsp;
        </span>
        <Button type="submit">{t('filter.apply')}</Button>
      </div>
    </Form>
  );
}
