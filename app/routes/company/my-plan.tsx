import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { ledCompany } from '~/access/led-company.server';
import { requireActor } from '~/access/require-actor.server';
import { readMyPlan } from '~/features/my-plan/my-plan.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { later } from '~/ui/later';

const MyPlanPage = later(async () => (await import('~/features/my-plan/my-plan-page')).MyPlanPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Perspective PME' }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  // A collaborator leads no company: theirs are the cases opened to them.
  if (!company && !new URL(args.request.url).searchParams.has('company')) throw redirect('/opened');
  if (!company) throw notFound();
  const plan = await asReader(actor, (tx) => readMyPlan(tx, actor, company, now()));
  const title = `${messagesFor(actor.locale)('my_plan')('title')} · ${company.name} · Perspective PME`;
  return { plan, givenName: actor.givenName, title };
}

export default function MyPlan() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <MyPlanPage {...page} />;
}
