import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireUse } from '~/access/limits.server';
import { requireActor } from '~/access/require-actor.server';
import { listRegistryYears, readRegistry } from '~/features/projects/registry.queries.server';
import { readRegistryFilter } from '~/features/projects/registry-filter';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';
import projectStyles from '~/ui/styles/projects.css?url';

const RegistryPage = later(async () => (await import('~/features/projects/registry-page')).RegistryPage);

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: projectStyles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const filter = readRegistryFilter(new URL(args.request.url).searchParams);
  if (filter.q) await requireUse('search', args, actor);
  return asReader(actor, async (tx) => {
    const registry = await readRegistry(tx, actor, filter, today());
    const years = await listRegistryYears(tx, actor);
    return { ...registry, years, filter, title: messagesFor(actor.locale)('projects')('registry') };
  });
}

export default function Registry() {
  return <RegistryPage {...useLoaderData<typeof loader>()} />;
}
