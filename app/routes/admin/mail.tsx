import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readMailCounts } from '~/features/mail/mail-counts.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const MailCountsPage = later(async () => (await import('~/features/mail/mail-counts-page')).MailCountsPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  const counts = await asReader(actor, (tx) => readMailCounts(tx, now()));
  return { counts, title: messagesFor(actor.locale)('mail')('counts.title') };
}

export default function AdminMail() {
  return <MailCountsPage counts={useLoaderData<typeof loader>().counts} />;
}
