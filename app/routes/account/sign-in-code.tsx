import { type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { TooMany } from '~/access/attempts.server';
import { browserOf } from '~/access/browser.server';
import { finishSignIn } from '~/access/finish-sign-in.server';
import { pagePreferences } from '~/access/preferences.server';
import { internalPath } from '~/access/require-actor.server';
import { refusalOfCode } from '~/access/second-factor';
import { codeSchema } from '~/access/second-factor.schema';
import { findStep } from '~/access/sign-in-step.server';
import { messagesFor } from '~/i18n/messages.server';
import { cookieHeaders } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { readForm, refuseForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const SignInCodePage = later(async () => (await import('~/features/account/sign-in-code-page')).SignInCodePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;
export const shouldRevalidate = revalidateAfterRefusal;

const OVER = '/sign-in?told=over';
const nextOf = (request: Request) => internalPath(new URL(request.url).searchParams.get('next'));

export async function loader({ request }: LoaderFunctionArgs) {
  const step = await findStep(request);
  if (!step) throw redirect(OVER);
  const next = nextOf(request);
  const isRecovery = new URL(request.url).searchParams.has('recovery');
  const asks = isRecovery ? ('recovery' as const) : step.hasApp ? ('app' as const) : ('passkey' as const);
  return {
    asks,
    hasPasskey: step.hasPasskey,
    otherWay: `/sign-in/code?${new URLSearchParams({ recovery: '', next })}`,
    passkeyAction: `/sign-in/passkey?${new URLSearchParams({ next })}`,
    title: messagesFor(pagePreferences(request, null).locale)('factors')('step.title'),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const step = await findStep(request);
  if (!step) throw redirect(OVER);
  const form = await readForm(request, codeSchema);
  // A code is typed again, never sent back.
  if (!form.ok) return refuseForm({}, undefined, { status: 422, errors: form.reply.data.errors });
  const signedIn = await finishSignIn(context, browserOf(request), step, form.data.code);
  if (signedIn instanceof TooMany) return refuseWaiting(signedIn);
  if (signedIn === 'over') throw redirect(OVER);
  if (!signedIn) return refuseForm({}, undefined, { status: 422, errors: { code: refusalOfCode(form.data.code) } });
  throw redirect(signedIn.spaces.length > 1 ? '/space' : nextOf(request), { headers: cookieHeaders(signedIn.cookies) });
}

export default function SignInCode() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <SignInCodePage {...page} reply={useActionData<typeof action>()} />;
}
