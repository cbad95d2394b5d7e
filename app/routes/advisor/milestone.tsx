import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readMilestonePage } from '~/features/milestones/milestones.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const MilestonePage = later(async () => (await import('~/features/milestones/milestone-page')).MilestonePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { caseId, milestoneId = '' } = args.params;
  const milestone = await asReader(actor, (tx) => readMilestonePage(tx, actor, milestoneId, now()));
  if (!milestone || milestone.caseId !== caseId) throw notFound();
  const { position, title } = milestone;
  return { milestone, title: messagesFor(actor.locale)('milestones')('page.title', { position, title }) };
}

export default function Milestone() {
  return <MilestonePage milestone={useLoaderData<typeof loader>().milestone} />;
}
