import { Link } from '@remix-run/react';
import { useMessages } from '~/i18n/use-messages';
import { PageFrame, useSignedIn } from './page-frame';

const KNOWN = [403, 404, 422, 503] as const;

/** One page for everything that went wrong, in the usual frame where it is known who looks at it. */
export function ErrorPage({ status, reference }: { status: number; reference?: string | undefined }) {
  const page = <Wrong status={status} reference={reference} />;
  if (useSignedIn()?.viewer) return <PageFrame>{page}</PageFrame>;
  return (
    <main id="content" tabIndex={-1}>
      {page}
    </main>
  );
}

/** What happened, what was kept, what to do. */
function Wrong({ status, reference }: { status: number; reference?: string | undefined }) {
  const t = useMessages('navigation');
  const kind = KNOWN.find((known) => known === status) ?? 500;
  return (
    <>
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
    </>
  );
}
