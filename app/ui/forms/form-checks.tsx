import { zodResolver } from '@hookform/resolvers/zod';
import { type Ref, useEffect, useImperativeHandle } from 'react';
import { type FieldErrors as HookErrors, useForm } from 'react-hook-form';
import type { FieldErrors } from './form-reply';
import { type FormSchema, rawFields, wordIssue } from './form-values';

export type FormChecksHandle = { submit(): Promise<boolean> };

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const ENDS_OF_PRESS = ['pointerup', 'pointercancel'];

const isControl = (target: EventTarget | null): target is Control =>
  (target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) &&
  target.name !== '' &&
  target.type !== 'hidden' &&
  target.type !== 'submit';

function boxesOf(form: HTMLFormElement, name: string): HTMLInputElement[] {
  return [...form.elements].filter(
    (control) => control instanceof HTMLInputElement && control.name === name && (control.type === 'checkbox' || control.type === 'radio'),
  ) as HTMLInputElement[];
}

function messagesOf(errors: HookErrors): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([name, error]) => [name, typeof error?.message === 'string' ? error.message : 'forms:errors.invalid']),
  );
}

/**
 * Checks native fields in the browser by the server's own schema. It holds no value: the form element does, and the same
 * `FormData` is read here and there. Loaded at the first focus, so that it costs a first load nothing.
 */
export function FormChecks({
  form,
  schema,
  serverErrors,
  onErrors,
  handle,
}: {
  form: HTMLFormElement;
  schema: FormSchema;
  serverErrors: FieldErrors;
  onErrors: (errors: FieldErrors) => void;
  handle: Ref<FormChecksHandle>;
}) {
  const { register, handleSubmit, formState, setError, getFieldState, trigger } = useForm({
    mode: 'onTouched',
    shouldFocusError: false,
    resolver: (_, context, options) =>
      // biome-ignore lint/suspicious/noExplicitAny: any form's schema goes through here; its fields are read by name.
      zodResolver(schema as any, { error: wordIssue })(rawFields(new FormData(form), schema).fields, context, options),
  });
  const { errors } = formState;

  useEffect(() => {
    const adopt = (target: EventTarget | null) => {
      if (!isControl(target)) return;
      const boxes = boxesOf(form, target.name).map((box) => ({ box, isChecked: box.checked }));
      register(target.name).ref(target);
      // The library ticks a group as it believes it to be; what the person pressed before it was loaded stands.
      for (const { box, isChecked } of boxes) box.checked = isChecked;
    };
    const changed = ({ target, type }: Event) => {
      if (!isControl(target)) return;
      const { name } = target;
      void register(name).onChange({ target, type });
      // What was wrong goes as soon as it is put right, wherever it was found.
      if (getFieldState(name).error) void trigger(name);
    };
    const left = ({ target, type }: Event) => {
      if (!isControl(target)) return;
      const { name } = target;
      void released.then(() => register(name).onBlur({ target, type }));
    };
    // A message that comes or goes between press and release moves what is being pressed from under the pointer.
    let release = () => {};
    let released = Promise.resolve();
    const pressed = () => {
      released = new Promise((resolve) => {
        release = resolve;
      });
    };
    const ended = () => setTimeout(release);
    const entered = (event: Event) => adopt(event.target);
    for (const control of form.elements) adopt(control);
    window.addEventListener('pointerdown', pressed, true);
    for (const end of ENDS_OF_PRESS) window.addEventListener(end, ended, true);
    form.addEventListener('focusin', entered);
    form.addEventListener('input', changed);
    form.addEventListener('focusout', left);
    return () => {
      window.removeEventListener('pointerdown', pressed, true);
      for (const end of ENDS_OF_PRESS) window.removeEventListener(end, ended, true);
      form.removeEventListener('focusin', entered);
      form.removeEventListener('input', changed);
      form.removeEventListener('focusout', left);
    };
  }, [form, register, getFieldState, trigger]);

  useEffect(() => {
    for (const [name, message] of Object.entries(serverErrors)) setError(name, { type: 'server', message });
  }, [serverErrors, setError]);

  useEffect(() => onErrors(messagesOf(errors)), [errors, onErrors]);

  useImperativeHandle(handle, () => ({
    async submit() {
      let isValid = false;
      await handleSubmit(
        () => {
          isValid = true;
        },
        (found) => onErrors(messagesOf(found)),
      )();
      return isValid;
    },
  }));

  return null;
}
