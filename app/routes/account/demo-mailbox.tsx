import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listDemoLetters } from '~/access/demo-mailbox.server';
import { pagePreferences } from '~/access/preferences.server';
import { currentActor } from '~/access/require-actor.server';
import { DemoMailboxPage } from '~/features/mail/demo-mailbox-page';
import { messagesFor } from '~/i18n/messages.server';
import { notFound } from '~/platform/http.server';
import { pageTitle } from '~/ui/page-title';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const letters = await listDemoLetters(args.context);
  if (!letters) throw notFound();
  const { locale } = pagePreferences(args.request, await currentActor(args));
  return { letters, title: messagesFor(locale)('mail')('box.title') };
}

export default function DemoMailbox() {
  return <DemoMailboxPage letters={useLoaderData<typeof loader>().letters} />;
}
