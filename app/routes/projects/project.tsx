import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readProjectPage } from '~/features/projects/project-page.queries.server';
import { today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';
import projectStyles from '~/ui/styles/projects.css?url';

const ProjectPage = later(async () => (await import('~/features/projects/project-page')).ProjectPage);

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: projectStyles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.project.acronym) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { projectId } = args.params;
  if (!isId(projectId)) throw notFound();
  const page = await asReader(actor, (tx) => readProjectPage(tx, actor, projectId));
  if (!page) throw notFound();
  return { ...page, today: today() };
}

export default function Project() {
  return <ProjectPage {...useLoaderData<typeof loader>()} />;
}
