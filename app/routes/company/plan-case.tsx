import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireActor } from '~/access/require-actor.server';
import { doneNamed } from '~/features/my-plan/case-done';
import { openLeaderCase } from '~/features/my-plan/open-leader-case.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { later } from '~/ui/later';

const LeaderCasePage = later(async () => (await import('~/features/my-plan/leader-case-page')).LeaderCasePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const { searchParams } = new URL(args.request.url);
  const before = searchParams.get('before');
  const page = await openLeaderCase(actor, args.params.caseId, before, now());
  if (!page) throw notFound();
  return {
    page,
    done: doneNamed(searchParams.get('done')),
    moved: searchParams.get('moved'),
    isFirst: before === null,
    title: `${page.head.title} · Perspective PME`,
  };
}

export default function PlanCase() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <LeaderCasePage {...page} />;
}
