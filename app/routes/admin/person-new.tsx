import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { takeUse } from '~/access/limits.server';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { listProgrammes } from '~/features/administration/staff.queries.server';
import { inviteStaffSchema } from '~/features/invitations/invite-staff.schema';
import { INVITE_STAFF_REFUSALS, inviteStaff } from '~/features/invitations/invite-staff.server';
import { messagesFor } from '~/i18n/messages.server';
import { now, today } from '~/platform/clock.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { waitingHeaders } from '~/ui/forms/waiting-headers';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const StaffInvitePage = later(async () => (await import('~/features/invitations/staff-invite-page')).StaffInvitePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const headers = waitingHeaders;
export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  requireFresh(actor, args);
  const programmes = await asReader(actor, (tx) => listProgrammes(tx, actor));
  return { programmes, today: today(), title: messagesFor(actor.locale)('invitations')('staff.title') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  requireFresh(actor, args);
  const form = await readForm(args.request, inviteStaffSchema);
  if (!form.ok) return form.reply;
  const wait = await takeUse('letter', args.context, actor);
  if (wait) return refuseWaiting(wait, form.values);
  const outcome = await asActor(actor, (tx) => inviteStaff(tx, actor, form.data, now()), form);
  return answer(outcome, {
    done: () => redirect('/admin/people?invited=1'),
    refused: INVITE_STAFF_REFUSALS,
    beside: { track_missing: 'track', days_order: 'untilOn', email_of_staff: 'email', already_invited: 'email' },
    values: form.values,
  });
}

export default function AdminPersonNew() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <StaffInvitePage {...page} reply={useActionData<typeof action>()} />;
}
