import type { ReactNode } from 'react';
import { classNames } from '../class-names';
import { FieldError, FieldHint, type FieldProps, OptionalMark, useField } from './field';

export type Choice = { value: string; label: ReactNode; hint?: ReactNode };

/** One box to tick; the form sends `on`, or nothing. Never ticked in advance for a consent or a declaration. */
export function CheckboxField({
  name,
  label,
  hint,
  error,
  isChecked = false,
  value = 'on',
  isBoxed,
}: FieldProps & { isChecked?: boolean; value?: string; isBoxed?: boolean }) {
  const field = useField({ name, hint, error });
  const hasReply = field.typed !== undefined;
  return (
    <div className={classNames('field', field.problem && 'field--error')}>
      <label className={classNames('check', isBoxed && 'check--box')} htmlFor={field.id}>
        <input
          {...field.aria}
          type="checkbox"
          id={field.id}
          name={name}
          value={value}
          defaultChecked={hasReply ? [field.typed].flat().includes(value) : isChecked}
        />
        <span>{label ?? field.label ?? name}</span>
      </label>
      <FieldHint id={field.id}>{hint}</FieldHint>
      <FieldError id={field.id} error={field.problem} />
    </div>
  );
}

type GroupProps = FieldProps & { choices: readonly Choice[]; isBoxed?: boolean; isInline?: boolean; isInColumns?: boolean };

function ChoiceGroup({
  type,
  name,
  label,
  hint,
  optional,
  error,
  choices,
  isBoxed,
  isInline,
  isInColumns,
  isChosen,
}: GroupProps & { type: 'radio' | 'checkbox'; isChosen: (value: string, typed: string | string[] | undefined) => boolean }) {
  const field = useField({ name, hint, error });
  return (
    <fieldset
      className={classNames('field', field.problem && 'field--error')}
      id={field.id}
      tabIndex={-1}
      aria-describedby={field.aria['aria-describedby']}
    >
      <legend className="label">
        {label ?? field.label ?? name}
        <OptionalMark shown={optional} />
      </legend>
      <FieldHint id={field.id}>{hint}</FieldHint>
      <div className={isInColumns ? 'choices' : isInline ? 'row' : 'stack stack--2'}>
        {choices.map((choice) => (
          <label key={choice.value} className={classNames('check', isBoxed && 'check--box')}>
            <input
              type={type}
              name={name}
              value={choice.value}
              defaultChecked={isChosen(choice.value, field.typed)}
              aria-invalid={field.problem ? true : undefined}
              aria-describedby={field.problem ? `${field.id}-error` : undefined}
            />
            <span>
              {choice.label}
              {choice.hint ? <small>{choice.hint}</small> : null}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={field.id} error={field.problem} />
    </fieldset>
  );
}

/** One answer among a few, all visible; nothing is chosen in advance unless it was already recorded. */
export function RadioGroup({ defaultValue, ...group }: GroupProps & { defaultValue?: string | null }) {
  return (
    <ChoiceGroup
      {...group}
      type="radio"
      isChosen={(value, typed) => (typed === undefined ? value === defaultValue : [typed].flat().at(-1) === value)}
    />
  );
}

/** Any number of answers; the schema says `z.array(…)` and receives every value sent under the name. */
export function CheckboxGroup({ defaultValues = [], ...group }: GroupProps & { defaultValues?: readonly string[] }) {
  return (
    <ChoiceGroup
      {...group}
      type="checkbox"
      isChosen={(value, typed) => (typed === undefined ? defaultValues.includes(value) : [typed].flat().includes(value))}
    />
  );
}

/** A few short answers side by side; a scale breaks into rows where it is narrow. */
export function SegmentedField({
  name,
  label,
  choices,
  defaultValue,
  isLabelHidden,
  isScale,
}: {
  name: string;
  label: ReactNode;
  choices: readonly { value: string; label: ReactNode; icon?: ReactNode }[];
  defaultValue?: string;
  isLabelHidden?: boolean;
  isScale?: boolean;
}) {
  const field = useField({ name, hint: undefined, error: undefined });
  return (
    <fieldset className="field" id={field.id} tabIndex={-1} aria-describedby={field.aria['aria-describedby']}>
      <legend className={isLabelHidden ? 'sr-only' : 'label'}>{label}</legend>
      <div className={isScale ? 'scale' : 'segmented'}>
        {choices.map((choice) => (
          <label key={choice.value}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              defaultChecked={(field.typed === undefined ? defaultValue : [field.typed].flat().at(-1)) === choice.value}
            />
            {choice.icon}
            {choice.label}
          </label>
        ))}
      </div>
      <FieldError id={field.id} error={field.problem} />
    </fieldset>
  );
}
