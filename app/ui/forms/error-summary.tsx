import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useMessages, useMessageText } from '~/i18n/use-messages';
import { Icon } from '../icon';
import { fieldId, useFormContext } from './form-context';

/** First inside a form: what is wrong, with a link to each field. Takes the focus when a submission is refused. */
export function ErrorSummary({ hasPasswords = false }: { hasPasswords?: boolean }) {
  const form = useFormContext();
  const t = useMessages('forms');
  const say = useMessageText();
  const box = useRef<HTMLDivElement>(null);
  const errors = Object.entries(form.errors);
  const isNeeded = errors.length > 0 || form.refused !== undefined;
  useEffect(() => {
    if (form.refusals > 0) box.current?.focus();
  }, [form.refusals]);
  if (!isNeeded) return null;
  return (
    // Without JavaScript the page that comes back puts the focus here by itself.
    // biome-ignore lint/a11y/noAutofocus: after a refusal the summary is what the person must read first.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would name these links as controls of the form.
    <div className="error-summary" role="group" aria-labelledby={`${form.id}-summary`} tabIndex={-1} autoFocus ref={box}>
      <h2 id={`${form.id}-summary`}>
        <Icon icon={CircleAlert} />
        {errors.length > 0 ? t('summary.title', { count: errors.length }) : t('refused.title')}
      </h2>
      {errors.length > 0 ? <p>{t(hasPasswords ? 'summary.passwords' : 'summary.kept')}</p> : null}
      {form.refused ? <p>{say(form.refused)}</p> : null}
      {errors.length > 0 ? (
        <ul>
          {errors.map(([name, error]) => (
            <li key={name}>
              <a href={`#${fieldId(form.id, name)}`}>
                {form.labels[name] ? t('labelled', { label: form.labels[name], error: say(error) }) : say(error)}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
