import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { listOpenedCases } from '~/features/case-grants/opened-cases.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const OpenedCasesPage = later(async () => (await import('~/features/case-grants/opened-cases-page')).OpenedCasesPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'expert', 'collaborator');
  const cases = await asReader(actor, (tx) => listOpenedCases(tx));
  const kind = actor.roles.includes('expert') ? ('expert' as const) : ('collaborator' as const);
  return { cases, kind, clusterName: actor.clusterName, title: messagesFor(actor.locale)('grants')('mine.title') };
}

export default function OpenedCases() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <OpenedCasesPage {...page} />;
}
