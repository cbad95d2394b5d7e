import { useMessages } from '~/i18n/use-messages';
import { DateField, NumberField, SelectField, TextField } from '~/ui/forms/fields';
import type { SheetMetric } from './figure-sheet';
import { useFigureWords } from './figure-words';
import { UNKNOWN_REASONS } from './observation';

const EXPORT_STATUSES = [0, 1, 2, 3] as const;

/** The value of a figure in its unit; two numbers for a typed share. `suffix` names the question when a page asks several. */
export function ValueFields({
  of,
  label,
  given,
  suffix = '',
}: {
  of: SheetMetric;
  label?: string;
  given?: { num: number | null; den: number | null } | null | undefined;
  suffix?: string;
}) {
  const t = useMessages('outcomes');
  const words = useFigureWords();
  if (of.unit === 'export_status') {
    return (
      <SelectField
        name={`value${suffix}`}
        label={label ?? t('field.value')}
        defaultValue={given?.num == null ? null : String(given.num)}
        options={EXPORT_STATUSES.map((status) => ({ value: String(status), label: t(`export_status.${status}`) }))}
      />
    );
  }
  if (of.kind === 'ratio' && of.parts) {
    return (
      <div className="row row--top">
        <NumberField name={`value${suffix}`} label={of.parts.numerator} defaultValue={given?.num ?? null} />
        <NumberField name={`den${suffix}`} label={of.parts.denominator} defaultValue={given?.den ?? null} />
      </div>
    );
  }
  const unit = words.sign(of);
  return (
    <NumberField name={`value${suffix}`} label={label ?? t('field.value')} defaultValue={given?.num ?? null} {...(unit ? { unit } : {})} />
  );
}

/** Why a value is missing, in the words of staff or in the leader's own. */
export function UnknownField({ isLeader, suffix = '', label }: { isLeader?: boolean; suffix?: string; label?: string }) {
  const t = useMessages('outcomes');
  return (
    <SelectField
      name={`unknownReason${suffix}`}
      label={label ?? t('field.unknown')}
      optional
      placeholder={t('field.unknown_none')}
      options={UNKNOWN_REASONS.map((reason) => ({ value: reason, label: t(isLeader ? `my_reason.${reason}` : `reason.${reason}`) }))}
    />
  );
}

/** The number and the day of an event. */
export function EventFields({ suffix = '', on, isKeyOptional }: { suffix?: string; on?: string; isKeyOptional?: boolean }) {
  const t = useMessages('outcomes');
  return (
    <div className="row row--top">
      <TextField
        name={`eventKey${suffix}`}
        label={t('field.event_key')}
        hint={t('field.event_key_hint')}
        maxLength={80}
        {...(isKeyOptional ? { optional: true } : {})}
      />
      <DateField name={`on${suffix}`} label={t('field.event_on')} {...(on ? { defaultValue: on } : {})} />
    </div>
  );
}
