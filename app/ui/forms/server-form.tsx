import { Form, type FormProps, type useFetcher, useNavigation, useSubmit } from '@remix-run/react';
import { type ComponentType, type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { FormChecks, FormChecksHandle } from './form-checks';
import { FormContext, type FormContextValue } from './form-context';
import { type FieldErrors, type FormReply, hasObjections, IDEMPOTENCY_FIELD, INTENT_FIELD } from './form-reply';
import type { FormSchema } from './form-values';

const NO_ERRORS: FieldErrors = {};

type Checks = { Component: ComponentType<Parameters<typeof FormChecks>[0]>; schema: FormSchema };

export type ServerFormProps = Omit<FormProps, 'method' | 'onSubmit' | 'style' | 'onError'> & {
  children: ReactNode;
  /** The action's answer: `useActionData()` or `fetcher.data`. */
  reply?: FormReply | null | undefined;
  /** Given, the browser checks by it too: `() => import('./x.schema').then((m) => m.xSchema)`. For forms of four fields or more. */
  schema?: () => Promise<FormSchema>;
  /** Stays on the page without navigating. */
  fetcher?: Pick<ReturnType<typeof useFetcher>, 'Form' | 'submit' | 'state' | 'formData'>;
  /** Names this form among several of one page: sent as `intent`, and only replies to it are shown here. */
  intent?: string;
  /** Field name to label, for the error summary and for fields without a label of their own. */
  labels?: Readonly<Record<string, string>>;
};

/** Key that makes a repeated submission one effect. A fresh one follows each success of a form that stays on the page. */
function IdempotencyKey({ value }: { value: string }) {
  return <input type="hidden" name={IDEMPOTENCY_FIELD} defaultValue={value} autoComplete="off" suppressHydrationWarning />;
}

/** A form that works the same with and without JavaScript: native fields, one POST, the server's answer shown on the fields. */
export function ServerForm({ reply: anyReply, schema, fetcher, intent, labels = {}, children, id: givenId, ...form }: ServerFormProps) {
  const generatedId = useId().replaceAll(':', '');
  const id = givenId ?? `f${generatedId}`;
  const answered = intent !== undefined && anyReply?.values?.[INTENT_FIELD] !== intent ? undefined : (anyReply ?? undefined);
  const element = useRef<HTMLFormElement>(null);
  const submit = useSubmit();
  const { key, isSending, sendingIntent } = useSending({ fetcher, reply: answered, element });
  const reply = useWhenIdle(answered, isSending);
  const checks = useChecks(schema);
  const handle = useRef<FormChecksHandle>(null);
  const [found, setFound] = useState<FieldErrors | null>(null);
  const [refusals, setRefusals] = useState(0);
  const serverErrors = reply?.errors ?? NO_ERRORS;

  useEffect(() => {
    setFound(null);
    if (hasObjections(reply)) setRefusals((count) => count + 1);
  }, [reply]);

  const context = useMemo<FormContextValue>(
    () => ({
      id,
      values: reply?.values ?? {},
      errors: found ?? serverErrors,
      refused: reply?.refused,
      refusals,
      isSending,
      sendingIntent,
      labels,
    }),
    [id, reply, found, serverErrors, refusals, isSending, sendingIntent, labels],
  );
  const onErrors = useCallback(
    (errors: FieldErrors) => {
      if (!isSending) setFound((before) => (before === null && Object.keys(errors).length === 0 ? before : errors));
    },
    [isSending],
  );

  const onSubmit = (event: React.FormEvent<HTMLFormElement>) => {
    if (isSending) return event.preventDefault();
    if (!handle.current) return;
    event.preventDefault();
    const target = ((event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null) ?? event.currentTarget;
    void handle.current.submit().then((isValid) => {
      if (isValid) (fetcher?.submit ?? submit)(target);
      else setRefusals((count) => count + 1);
    });
  };

  const Element = fetcher?.Form ?? Form;
  return (
    <FormContext.Provider value={context}>
      <Element {...form} id={id} method="post" noValidate ref={element} onSubmit={onSubmit} onFocus={checks.load}>
        <IdempotencyKey value={key} />
        {intent === undefined ? null : <input type="hidden" name={INTENT_FIELD} value={intent} />}
        {children}
      </Element>
      {checks.loaded && element.current ? (
        <checks.loaded.Component
          form={element.current}
          schema={checks.loaded.schema}
          serverErrors={serverErrors}
          onErrors={onErrors}
          handle={handle}
        />
      ) : null}
    </FormContext.Provider>
  );
}

/** What is to be put right is said once the form can be sent again: a press before that would be lost. */
function useWhenIdle<T>(value: T, isSending: boolean): T {
  const before = useRef(value);
  useEffect(() => {
    if (!isSending) before.current = value;
  }, [value, isSending]);
  return isSending ? before.current : value;
}

function useChecks(schema: ServerFormProps['schema']) {
  const [loaded, setLoaded] = useState<Checks | null>(null);
  const isLoading = useRef(false);
  const load = () => {
    if (!schema || isLoading.current) return;
    isLoading.current = true;
    void Promise.all([import('./form-checks'), schema()]).then(
      ([{ FormChecks: Component }, known]) => setLoaded({ Component, schema: known }),
      // The server checks all the same; the next focus tries again.
      () => {
        isLoading.current = false;
      },
    );
  };
  return { load, loaded };
}

/** Whether this form is on its way; after a success it is emptied and gets a fresh key. */
function useSending({
  fetcher,
  reply,
  element,
}: Pick<ServerFormProps, 'fetcher' | 'reply'> & { element: React.RefObject<HTMLFormElement> }) {
  const navigation = useNavigation();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const { state, formData } = fetcher ?? navigation;
  // The key in the element is the one sent: hydration may have kept the server's.
  const sent = formData?.get(IDEMPOTENCY_FIELD);
  const isOurs = fetcher !== undefined || (sent !== undefined && sent !== null && sent === keyIn(element.current));
  const isSending = state !== 'idle' && isOurs;
  const wasSending = useRef(false);
  useEffect(() => {
    if (wasSending.current && !isSending && !hasObjections(reply)) {
      element.current?.reset();
      setKey(crypto.randomUUID());
    }
    wasSending.current = isSending;
  }, [isSending, reply, element]);
  const sendingIntent = isSending ? formData?.get(INTENT_FIELD) : undefined;
  return { key, isSending, sendingIntent: typeof sendingIntent === 'string' ? sendingIntent : undefined };
}

function keyIn(form: HTMLFormElement | null): string | undefined {
  const field = form?.elements.namedItem(IDEMPOTENCY_FIELD);
  return field instanceof HTMLInputElement ? field.value : undefined;
}

/** Ids and shown values for fields of a GET form, whose state is the URL. */
export function FieldScope({ id, values = {}, children }: { id: string; values?: FormContextValue['values']; children: ReactNode }) {
  const context = useMemo<FormContextValue>(
    () => ({ id, values, errors: NO_ERRORS, refused: undefined, refusals: 0, isSending: false, sendingIntent: undefined, labels: {} }),
    [id, values],
  );
  return <FormContext.Provider value={context}>{children}</FormContext.Provider>;
}
