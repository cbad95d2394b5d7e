import type { UnsentForm } from '~/access/unsent-form';
import { useMessages } from '~/i18n/use-messages';
import { isId } from '~/platform/is-id';
import { IDEMPOTENCY_FIELD, INTENT_FIELD } from '~/ui/forms/form-reply';

const MACHINE = new Set([IDEMPOTENCY_FIELD, INTENT_FIELD, 'version']);
const LEAST_WRITTEN = 12;

/** What somebody wrote, of all that a form held: no keys, no choices of a list. */
const written = ({ fields }: UnsentForm) =>
  fields.filter(([name, value]) => !MACHINE.has(name) && (/\s/.test(value.trim()) || value.length >= LEAST_WRITTEN) && !isId(value));

/** The sign-in ended before a form was sent: what was typed stays here, and goes as it is once somebody signed in again. (S08) */
export function UnsentFormPage({ form }: { form: UnsentForm }) {
  const t = useMessages('unsent_form');
  const texts = written(form);
  return (
    <>
      <title>{`${t('title')} · Perspective PME`}</title>
      <div className="page page--narrow stack stack--4">
        <h1>{t('title')}</h1>
        <p className="lede">{t('text')}</p>
        <p>
          <a className="btn btn--primary" href="/sign-in" target="_blank" rel="noopener">
            {t('sign_in')}
          </a>
        </p>
        <form method="post" action={form.path} className="stack stack--3">
          {form.fields.map(([name, value], at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and nothing moves.
            <input key={at} type="hidden" name={name} value={value} />
          ))}
          <p>{t('then')}</p>
          <p>
            <button className="btn" type="submit">
              {t('send')}
            </button>
          </p>
        </form>
        {texts.length > 0 ? (
          <section className="stack stack--2" aria-labelledby="written">
            <h2 id="written">{t('written')}</h2>
            {texts.map(([name, value]) => (
              <p key={name} className="pre-line">
                {value}
              </p>
            ))}
          </section>
        ) : null}
      </div>
    </>
  );
}
