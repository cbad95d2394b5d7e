import { Link } from '@remix-run/react';
import { useMessages } from '~/i18n/use-messages';

const KNOWN = [403, 404, 422, 503] as const;

/** One page for everything that went wrong: what happened, what was kept, what to do. */
export function ErrorPage({ status, reference }: { status: number; reference?: string | undefined }) {
  const t = useMessages('navigation');
  const kind = KNOWN.find((known) => known === status) ?? 500;
  return (
    <main id="content" tabIndex={-1}>
      <title>{`${t(`error.${kind}.title`)} · Perspective PME`}</title>
      <div className="page page--narrow stack stack--4">
        <h1>{t(`error.${kind}.title`)}</h1>
        <p className="lede">{t(`error.${kind}.text`)}</p>
        <p>
          <Link className="btn btn--primary" to="/" reloadDocument>
            {t('error.home')}
          </Link>
        </p>
        {reference && kind !== 404 ? <p className="meta">{t('error.reference', { reference })}</p> : null}
      </div>
    </main>
  );
}
