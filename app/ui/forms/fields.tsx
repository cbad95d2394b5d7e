import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { formatsFor } from '~/i18n/format';
import { parseDate } from '~/i18n/parse';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { classNames } from '../class-names';
import { FieldFrame, type FieldProps, useField } from './field';

type Native<A> = Omit<A, 'name' | 'id' | 'className' | 'style' | 'defaultValue' | 'value' | 'aria-invalid' | 'aria-describedby'>;

/** The last value of a name sent several times; what was typed wins over the default. */
function shown(typed: string | string[] | undefined, given: string | number | null | undefined): string | undefined {
  const value = Array.isArray(typed) ? typed.at(-1) : typed;
  return value ?? (given === null || given === undefined ? undefined : String(given));
}

type InputKind = 'text' | 'email' | 'tel' | 'url' | 'password' | 'search';

export function TextField({
  name,
  label,
  hint,
  optional,
  error,
  wide,
  defaultValue,
  type = 'text',
  ...native
}: FieldProps & { defaultValue?: string | null; type?: InputKind } & Native<InputHTMLAttributes<HTMLInputElement>>) {
  const field = useField({ name, hint, error });
  return (
    <FieldFrame {...{ name, label, hint, optional, wide }} id={field.id} problem={field.problem} fallbackLabel={field.label}>
      <input
        {...native}
        {...field.aria}
        className="input"
        id={field.id}
        name={name}
        type={type}
        // A password that was refused is typed again, never sent back.
        defaultValue={type === 'password' ? undefined : shown(field.typed, defaultValue)}
      />
    </FieldFrame>
  );
}

export function TextArea({
  name,
  label,
  hint,
  optional,
  error,
  wide,
  defaultValue,
  ...native
}: FieldProps & { defaultValue?: string | null } & Native<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  const field = useField({ name, hint, error });
  return (
    <FieldFrame {...{ name, label, hint, optional, wide }} id={field.id} problem={field.problem} fallbackLabel={field.label}>
      <textarea
        rows={4}
        {...native}
        {...field.aria}
        className="textarea"
        id={field.id}
        name={name}
        defaultValue={shown(field.typed, defaultValue)}
      />
    </FieldFrame>
  );
}

export type Option = { value: string; label: string; isDisabled?: boolean };

/** A native list. `placeholder` is the empty first line; none is shown when the field always has an answer. */
export function SelectField({
  name,
  label,
  hint,
  optional,
  error,
  wide,
  defaultValue,
  options,
  placeholder,
  ...native
}: FieldProps & {
  defaultValue?: string | null;
  options: readonly (Option | { label: string; options: readonly Option[] })[];
  placeholder?: string | false;
} & Native<SelectHTMLAttributes<HTMLSelectElement>>) {
  const field = useField({ name, hint, error });
  const t = useMessages('forms');
  const line = (option: Option) => (
    <option key={option.value} value={option.value} disabled={option.isDisabled}>
      {option.label}
    </option>
  );
  return (
    <FieldFrame {...{ name, label, hint, optional, wide }} id={field.id} problem={field.problem} fallbackLabel={field.label}>
      <select
        {...native}
        {...field.aria}
        className="select"
        id={field.id}
        name={name}
        defaultValue={shown(field.typed, defaultValue) ?? ''}
      >
        {placeholder === false ? null : <option value="">{placeholder ?? t('choose')}</option>}
        {options.map((entry) =>
          'options' in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.options.map(line)}
            </optgroup>
          ) : (
            line(entry)
          ),
        )}
      </select>
    </FieldFrame>
  );
}

/** A day typed as jj/mm/aaaa; its long form is echoed once known. `defaultValue` is an ISO date. */
export function DateField({
  name,
  label,
  hint,
  optional,
  error,
  wide,
  defaultValue,
  ...native
}: FieldProps & { defaultValue?: string | null } & Native<InputHTMLAttributes<HTMLInputElement>>) {
  const dates = useMessages('dates');
  const formats = formatsFor(useLocale());
  const fullHint = hint ? (
    <>
      {dates('hint')}, {hint}
    </>
  ) : (
    dates('hint')
  );
  const field = useField({ name, hint: fullHint, error });
  const text = shown(field.typed, defaultValue ? formats.typedDate(defaultValue) : undefined);
  const known = text ? parseDate(text) : null;
  return (
    <FieldFrame
      {...{ name, label, optional, wide }}
      hint={fullHint}
      id={field.id}
      problem={field.problem}
      fallbackLabel={field.label}
      after={known && !field.problem ? <span className="hint">{formats.weekdayDate(known)}</span> : null}
    >
      <input
        autoComplete="off"
        {...native}
        {...field.aria}
        className="input"
        id={field.id}
        name={name}
        type="text"
        inputMode="numeric"
        defaultValue={text}
      />
    </FieldFrame>
  );
}

/** A number as people write it; `unit` stands beside the control. `defaultValue` is a number. */
export function NumberField({
  name,
  label,
  hint,
  optional,
  error,
  wide,
  defaultValue,
  unit,
  ...native
}: FieldProps & { defaultValue?: number | string | null; unit?: string } & Native<InputHTMLAttributes<HTMLInputElement>>) {
  const field = useField({ name, hint, error });
  const formats = formatsFor(useLocale());
  // Grouping spaces are read back by the server; an English comma would be ambiguous, so none is written.
  const given =
    typeof defaultValue === 'number'
      ? formats.number(defaultValue, { min: 0, max: 6 }).replaceAll(formats.locale === 'en' ? ',' : '\0', '')
      : defaultValue;
  const input = (
    <input
      autoComplete="off"
      {...native}
      {...field.aria}
      className="input input--num"
      id={field.id}
      name={name}
      type="text"
      inputMode="decimal"
      defaultValue={shown(field.typed, given)}
    />
  );
  return (
    <FieldFrame {...{ name, label, hint, optional, wide }} id={field.id} problem={field.problem} fallbackLabel={field.label}>
      {unit ? (
        <div className="input-group">
          {input}
          <span className="unit">{unit}</span>
        </div>
      ) : (
        input
      )}
    </FieldFrame>
  );
}

/** A file input; its form needs `encType="multipart/form-data"`. */
export function FileField({
  name,
  label,
  hint,
  optional,
  error,
  wide,
  ...native
}: FieldProps & Native<InputHTMLAttributes<HTMLInputElement>>) {
  const field = useField({ name, hint, error });
  return (
    <FieldFrame {...{ name, label, hint, optional, wide }} id={field.id} problem={field.problem} fallbackLabel={field.label}>
      <input {...native} {...field.aria} className="input input--file" id={field.id} name={name} type="file" />
    </FieldFrame>
  );
}

/** A value the person does not edit, such as the version they read. */
export function HiddenField({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={value} />;
}

export function FormActions({ children, isSticky }: { children: ReactNode; isSticky?: boolean }) {
  return <div className={classNames('form-actions', isSticky && 'form-actions--sticky')}>{children}</div>;
}
