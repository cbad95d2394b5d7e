import { type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { TooMany } from '~/access/attempts.server';
import { browserOf } from '~/access/browser.server';
import { provePasskey } from '~/access/finish-sign-in.server';
import { pagePreferences } from '~/access/preferences.server';
import { internalPath, requireSignedIn } from '~/access/require-actor.server';
import { refusalOfCode } from '~/access/second-factor';
import { proveSchema } from '~/access/second-factor.schema';
import { readOwnFactors } from '~/access/second-factor.server';
import { proveAgain } from '~/access/sign-in.server';
import { messagesFor } from '~/i18n/messages.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { readForm, refuseForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ProvePage = later(async () => (await import('~/features/account/prove-page')).ProvePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;
export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireSignedIn(args);
  const { passkeys } = await readOwnFactors(actor);
  return {
    hasFactor: actor.hasFactor,
    hasPasskey: passkeys.length > 0,
    title: messagesFor(pagePreferences(args.request, actor).locale)('door')('prove.title'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireSignedIn(args);
  const form = await readForm(args.request, proveSchema);
  // Passwords are typed again, never sent back.
  if (!form.ok) return refuseForm({}, undefined, { status: 422, errors: form.reply.data.errors });
  const { passkey, password } = form.data;
  const next = internalPath(new URL(args.request.url).searchParams.get('next'), '/account');
  if (passkey) {
    if (await provePasskey(args, actor, passkey)) throw redirect(next);
    return refuseForm({}, 'factors:passkey.refused', { status: 422 });
  }
  if (!password) return refuseForm({}, undefined, { status: 422, errors: { password: 'forms:errors.required' } });
  const outcome = await proveAgain(args.context, browserOf(args.request), actor, form.data);
  if (outcome instanceof TooMany) return refuseWaiting(outcome);
  if (outcome !== 'proven') {
    const wrong = outcome === 'code' ? refusalOfCode(form.data.code) : 'account:errors.password_wrong';
    return refuseForm({}, undefined, { status: 422, errors: { [outcome]: wrong } });
  }
  throw redirect(next);
}

export default function Prove() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <ProvePage {...page} reply={useActionData<typeof action>()} />;
}
