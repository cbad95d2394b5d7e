import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { beginAuthenticator } from '~/access/authenticator.server';
import { addPasskey, offersPasskeys } from '~/access/passkeys.server';
import { pagePreferences } from '~/access/preferences.server';
import { renewRecoveryCodes } from '~/access/recovery-codes.server';
import { raiseActor, requireFresh, requireSignedIn } from '~/access/require-actor.server';
import { hasSealingKey } from '~/access/sealed.server';
import { secondFactorSchema } from '~/access/second-factor.schema';
import { readOwnFactors, removeFactor } from '~/access/second-factor.server';
import { messagesFor } from '~/i18n/messages.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm, refuseForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const TOLD = ['app', 'removed', 'passkey'] as const;
const HERE = '/account/second-factor';

const SecondFactorPage = later(async () => (await import('~/features/account/second-factor-page')).SecondFactorPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;
export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireSignedIn(args);
  requireFresh(actor, args);
  const told = new URL(args.request.url).searchParams.get('told');
  return {
    factors: await readOwnFactors(actor),
    isOwed: actor.owesFactor,
    told: TOLD.find((one) => one === told) ?? null,
    offers: { app: hasSealingKey(), passkeys: offersPasskeys() },
    title: messagesFor(pagePreferences(args.request, actor).locale)('factors')('title'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireSignedIn(args);
  requireFresh(actor, args);
  const form = await readForm(args.request, secondFactorSchema);
  if (!form.ok) return form.reply;
  const act = form.data;
  if (act.act === 'begin_app') {
    if (!hasSealingKey()) throw notFound();
    await beginAuthenticator(actor);
    throw redirect(`${HERE}/app`);
  }
  if (act.act === 'new_codes') return data({ codes: await renewRecoveryCodes(args.context, actor) });
  if (act.act === 'add_passkey') {
    const added = await addPasskey(args, actor, act);
    if (!added) return refuseForm({}, 'factors:passkey.refused', { status: 422 });
    const headers = { 'Set-Cookie': await raiseActor(args, actor) };
    if (!added.codes) throw redirect(`${HERE}?told=passkey`, { headers });
    return data({ codes: added.codes }, { headers });
  }
  const outcome = await removeFactor(args.context, actor, act.act === 'remove_app' ? null : act.passkeyId);
  if (outcome !== 'done') return refuseForm(form.values, `factors:refused.${outcome}`);
  throw redirect(`${HERE}?told=removed`);
}

export default function SecondFactor() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const isDone = reply && 'codes' in reply;
  return <SecondFactorPage {...page} reply={isDone ? undefined : (reply as FormReply | undefined)} codes={isDone ? reply.codes : null} />;
}
