import { isRouteErrorResponse, Link, useLocation, useRouteError } from '@remix-run/react';
import { isUnsentForm } from '~/access/unsent-form';
import { useMessages } from '~/i18n/use-messages';
import { later } from '~/ui/later';
import { PageFrame, useSignedIn } from './page-frame';

const WaitingPage = later(async () => (await import('./waiting-page')).WaitingPage);
const UnsentFormPage = later(async () => (await import('./unsent-form-page')).UnsentFormPage);

const KNOWN = [403, 404, 413, 422, 423, 503] as const;
const TOO_MANY = 429;

/**
 * One page for everything that went wrong, in the usual frame where it is known who looks at it. Frames have it too: what the root
 * knows of the reader is not read again when a form fails as far up as the root.
 */
export function PageError() {
  const error = useRouteError();
  const answer = isRouteErrorResponse(error) ? error : undefined;
  const signedIn = useSignedIn();
  const { pathname, search } = useLocation();
  const page = isUnsentForm(answer?.data) ? (
    <UnsentFormPage form={answer.data} />
  ) : answer?.status === TOO_MANY ? (
    <WaitingPage minutes={Number(answer.data?.minutes)} address={pathname + search} />
  ) : (
    <Wrong status={answer?.status ?? 500} reference={signedIn?.reference} />
  );
  if (signedIn?.viewer) return <PageFrame>{page}</PageFrame>;
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
