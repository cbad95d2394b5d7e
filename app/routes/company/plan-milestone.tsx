import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readLeaderMilestone } from '~/features/my-plan/leader-milestone.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const LeaderMilestonePage = later(async () => (await import('~/features/my-plan/leader-milestone-page')).LeaderMilestonePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const { caseId, milestoneId = '' } = args.params;
  const found = await asReader(actor, (tx) => readLeaderMilestone(tx, actor, caseId, milestoneId, now()));
  if (!found) throw notFound();
  const { position, title } = found.milestone;
  return { ...found, title: messagesFor(actor.locale)('milestones')('page.title', { position, title }) };
}

export default function PlanMilestone() {
  const { milestone, events } = useLoaderData<typeof loader>();
  return <LeaderMilestonePage milestone={milestone} events={events} />;
}
