import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { RESCHEDULE_REFUSED } from '~/features/milestones/milestone-refused';
import { rescheduleSchema } from '~/features/milestones/reschedule-milestone.schema';
import { readReschedulePage, rescheduleMilestone } from '~/features/milestones/reschedule-milestone.server';
import { messagesFor } from '~/i18n/messages.server';
import { parseDate } from '~/i18n/parse';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ReschedulePage = later(async () => (await import('~/features/milestones/reschedule-page')).ReschedulePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { caseId, milestoneId = '' } = args.params;
  const newDueOn = parseDate(new URL(args.request.url).searchParams.get('dueOn') ?? '');
  const page = await asReader(actor, (tx) => readReschedulePage(tx, actor, milestoneId, newDueOn));
  if (!page || page.milestone.caseId !== caseId) throw notFound();
  const title = messagesFor(actor.locale)('milestones')('reschedule.title', { position: page.milestone.position });
  return { ...page, newDueOn, title };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const form = await readForm(args.request, rescheduleSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => rescheduleMilestone(tx, actor, args.params.milestoneId ?? '', form.data, now()), form);
  return answer(outcome, {
    done: ({ caseId, milestoneId, moved }) => redirect(`/cases/${caseId}?moved=${milestoneId}&shifted=${moved}#milestone-${milestoneId}`),
    refused: RESCHEDULE_REFUSED,
    values: form.values,
  });
}

export default function MilestoneReschedule() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <ReschedulePage {...page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
