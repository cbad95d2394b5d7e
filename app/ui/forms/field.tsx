import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages, useMessageText } from '~/i18n/use-messages';
import { classNames } from '../class-names';
import { Icon } from '../icon';
import { fieldId, useFormContext } from './form-context';

export type FieldProps = {
  name: string;
  label?: ReactNode;
  hint?: ReactNode;
  /** Shown in the label when the field may stay empty. */
  optional?: boolean;
  required?: boolean;
  /** A message reference that replaces the form's own error on this field. */
  error?: string;
  wide?: boolean;
};

/** Ids, value and error of one field of the surrounding form. */
export function useField({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>) {
  const form = useFormContext();
  const id = fieldId(form.id, name);
  const problem = error ?? form.errors[name];
  const describedBy = [hint ? `${id}-hint` : null, problem ? `${id}-error` : null].filter(Boolean).join(' ') || undefined;
  return {
    id,
    problem,
    typed: form.values[name],
    label: form.labels[name],
    aria: { 'aria-invalid': problem ? true : undefined, 'aria-describedby': describedBy } as const,
  };
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  const say = useMessageText();
  if (!error) return null;
  return (
    <span className="error" id={`${id}-error`}>
      <Icon icon={CircleAlert} size="sm" />
      <span>{say(error)}</span>
    </span>
  );
}

export function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return children ? (
    <span className="hint" id={`${id}-hint`}>
      {children}
    </span>
  ) : null;
}

export function OptionalMark({ shown }: { shown: boolean | undefined }) {
  const t = useMessages('forms');
  return shown ? <span className="optional"> ({t('optional')})</span> : null;
}

/** Label, hint, control and error in the order they are read. */
export function FieldFrame(
  props: FieldProps & { id: string; problem: string | undefined; fallbackLabel?: string; children: ReactNode; after?: ReactNode },
) {
  const { id, problem, children } = props;
  return (
    <div className={classNames('field', problem && 'field--error', props.wide && 'field--wide')}>
      <label htmlFor={id}>
        {props.label ?? props.fallbackLabel ?? props.name}
        <OptionalMark shown={props.optional} />
      </label>
      <FieldHint id={id}>{props.hint}</FieldHint>
      {children}
      <FieldError id={id} error={problem} />
      {props.after}
    </div>
  );
}
