import { createContext, useContext } from 'react';
import type { FieldErrors, FieldValues } from './form-reply';

export type FormContextValue = {
  /** Prefix of the ids of this form's fields. */
  id: string;
  values: FieldValues;
  errors: FieldErrors;
  refused: string | undefined;
  /** Grows at each refused submission: the summary takes the focus. */
  refusals: number;
  isSending: boolean;
  /** The pressed button's intent while the form is on its way. */
  sendingIntent: string | undefined;
  labels: Readonly<Record<string, string>>;
};

const nothing: FormContextValue = {
  id: 'form',
  values: {},
  errors: {},
  refused: undefined,
  refusals: 0,
  isSending: false,
  sendingIntent: undefined,
  labels: {},
};

export const FormContext = createContext<FormContextValue>(nothing);

export function useFormContext(): FormContextValue {
  return useContext(FormContext);
}

export function fieldId(formId: string, name: string): string {
  return `${formId}-${name.replace(/[^a-zA-Z0-9_-]/g, '-')}`;
}
