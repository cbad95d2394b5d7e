import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { listStructuringProjects } from '~/features/projects/structuring.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';
import projectStyles from '~/ui/styles/projects.css?url';

const StructuringPage = later(async () => (await import('~/features/projects/structuring-page')).StructuringPage);

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: projectStyles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const isOpen = new URL(args.request.url).searchParams.get('ended') !== '1';
  const lines = await asReader(actor, (tx) => listStructuringProjects(tx, actor, isOpen));
  return { lines, isOpen, today: today(), title: messagesFor(actor.locale)('projects')('structuring.title') };
}

export default function Structuring() {
  return <StructuringPage {...useLoaderData<typeof loader>()} />;
}
