import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readRetention } from '~/features/retention/retention.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const RetentionPage = later(async () => (await import('~/features/retention/retention-page')).RetentionPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  const lines = await asReader(actor, (tx) => readRetention(tx, actor, now()));
  return { lines, title: messagesFor(actor.locale)('retention')('title') };
}

export default function AdminRetention() {
  return <RetentionPage lines={useLoaderData<typeof loader>().lines} />;
}
