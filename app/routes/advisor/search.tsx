import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireUse } from '~/access/limits.server';
import { requireActor } from '~/access/require-actor.server';
import { findProjects } from '~/features/projects/registry.queries.server';
import { searchAll } from '~/features/search/search.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { later } from '~/ui/later';

const SearchPage = later(async () => (await import('~/features/search/search-page')).SearchPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const q = (new URL(args.request.url).searchParams.get('q') ?? '').trim().slice(0, 100);
  if (q.length >= 2) await requireUse('search', args, actor);
  const found =
    q.length < 2
      ? { results: null, projects: [] }
      : await asReader(actor, async (tx) => ({ results: await searchAll(tx, q), projects: await findProjects(tx, actor, q) }));
  return { q, ...found, title: `${messagesFor(actor.locale)('search')('title')} · Perspective PME` };
}

export default function SearchRoute() {
  return <SearchPage {...useLoaderData<typeof loader>()} />;
}
