import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { TooMany } from '~/access/attempts.server';
import { confirmAuthenticator, readAuthenticatorToBe } from '~/access/authenticator.server';
import { browserOf } from '~/access/browser.server';
import { pagePreferences } from '~/access/preferences.server';
import { raiseActor, requireFresh, requireSignedIn } from '~/access/require-actor.server';
import { codeSchema } from '~/access/second-factor.schema';
import { messagesFor } from '~/i18n/messages.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm, refuseForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const AuthenticatorPage = later(async () => (await import('~/features/account/authenticator-page')).AuthenticatorPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;
export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireSignedIn(args);
  requireFresh(actor, args);
  return {
    app: await readAuthenticatorToBe(actor),
    title: messagesFor(pagePreferences(args.request, actor).locale)('factors')('app.title'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireSignedIn(args);
  requireFresh(actor, args);
  const form = await readForm(args.request, codeSchema);
  if (!form.ok) return form.reply;
  const outcome = await confirmAuthenticator(args.context, browserOf(args.request), actor, form.data.code);
  if (outcome instanceof TooMany) return refuseWaiting(outcome);
  if (outcome === 'gone') throw redirect('/account/second-factor');
  if (!outcome) return refuseForm({}, undefined, { status: 422, errors: { code: 'factors:errors.code' } });
  const headers = { 'Set-Cookie': await raiseActor(args, actor) };
  if (!outcome.codes) throw redirect('/account/second-factor?told=app', { headers });
  return data({ codes: outcome.codes }, { headers });
}

export default function Authenticator() {
  const reply = useActionData<typeof action>();
  const isDone = reply && 'codes' in reply;
  const { app } = useLoaderData<typeof loader>();
  return <AuthenticatorPage app={app} reply={isDone ? undefined : (reply as FormReply | undefined)} codes={isDone ? reply.codes : null} />;
}
