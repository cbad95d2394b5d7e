import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { findUnsubscribe, unsubscribe } from '~/access/letter-links.server';
import { pagePreferences } from '~/access/preferences.server';
import { currentActor } from '~/access/require-actor.server';
import { isChosenKind } from '~/features/mail/mail-kind';
import { UnsubscribePage } from '~/features/mail/unsubscribe-page';
import { messagesFor } from '~/i18n/messages.server';
import { notFound } from '~/platform/http.server';
import { readForm } from '~/ui/forms/read-form.server';
import { pageTitle } from '~/ui/page-title';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];
// The token stands in the address: nothing this page loads may learn it.
export const headers = () => ({ 'Referrer-Policy': 'same-origin' });

export async function loader(args: LoaderFunctionArgs) {
  const found = await findUnsubscribe(args.params.token ?? '');
  const link = found && isChosenKind(found.kind) ? { kind: found.kind, isUsed: found.isUsed } : null;
  const say = messagesFor(pagePreferences(args.request, await currentActor(args)).locale)('mail');
  const title = say(link ? (link.isUsed ? 'stop.done_title' : 'stop.title') : 'stop.spent_title');
  return data({ link, title }, { status: link ? 200 : 404 });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await readForm(request, z.object({}));
  if (!form.ok) return form.reply;
  // A second press finds it done, which is what was wanted.
  if (!(await unsubscribe(params.token ?? '')) && !(await findUnsubscribe(params.token ?? ''))) throw notFound();
  return null;
}

export default function Unsubscribe() {
  return <UnsubscribePage link={useLoaderData<typeof loader>().link} />;
}
