import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireActor } from '~/access/require-actor.server';
import { openOpenedCase } from '~/features/case-grants/open-opened-case.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const OpenedCasePage = later(async () => (await import('~/features/case-grants/opened-case-page')).OpenedCasePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.page.head.reference) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'expert', 'collaborator');
  const page = await openOpenedCase(actor, args.params.caseId, now());
  if (!page) throw notFound();
  return { page };
}

export default function OpenedCaseRoute() {
  return <OpenedCasePage page={useLoaderData<typeof loader>().page} />;
}
