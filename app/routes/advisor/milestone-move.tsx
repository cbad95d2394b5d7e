import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { staffCommand } from '~/features/milestones/milestone-commands.server';
import { MILESTONE_REFUSED } from '~/features/milestones/milestone-refused';
import { readMilestonePage } from '~/features/milestones/milestones.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const MovePage = later(async () => (await import('~/features/milestones/move-page')).MovePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { caseId, milestoneId = '', move } = args.params;
  const known = staffCommand(move);
  const milestone = known && (await asReader(actor, (tx) => readMilestonePage(tx, actor, milestoneId, now())));
  if (!milestone || milestone.caseId !== caseId) throw notFound();
  const say = messagesFor(actor.locale)('milestones');
  return { milestone, move: known.move, title: say('of', { act: say(`press.${known.move}`), position: milestone.position }) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const known = staffCommand(args.params.move);
  if (!known) throw notFound();
  const form = await readForm(args.request, known.schema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => known.command(tx, actor, args.params.milestoneId ?? '', form.data, now()), form);
  return answer(outcome, {
    done: ({ caseId, milestoneId }) => redirect(`/cases/${caseId}?moved=${milestoneId}#milestone-${milestoneId}`),
    refused: MILESTONE_REFUSED,
    values: form.values,
  });
}

export default function MilestoneMove() {
  const { milestone, move } = useLoaderData<typeof loader>();
  return <MovePage milestone={milestone} move={move} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
