import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireUse, takeUse } from '~/access/limits.server';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { readStaff } from '~/features/administration/staff.queries.server';
import { readStaffFilter } from '~/features/administration/staff-filter';
import { staffInvitationSchema } from '~/features/invitations/invite-staff.schema';
import { resendStaffInvitation, revokeStaffInvitation, STAFF_INVITATION_REFUSALS } from '~/features/invitations/invite-staff.server';
import { listStaffInvitations } from '~/features/invitations/staff-invitations.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { waitingHeaders } from '~/ui/forms/waiting-headers';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const StaffPage = later(async () => (await import('~/features/administration/staff-page')).StaffPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const headers = waitingHeaders;
export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  const query = new URL(args.request.url).searchParams;
  const filter = readStaffFilter(query);
  if (filter.q) await requireUse('search', args, actor);
  const read = await asReader(actor, async (tx) => ({
    page: await readStaff(tx, actor, filter, now()),
    invitations: await listStaffInvitations(tx, actor, now()),
  }));
  return { filter, ...read, isInvited: query.has('invited'), title: messagesFor(actor.locale)('administration')('title') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  requireFresh(actor, args);
  const form = await readForm(args.request, staffInvitationSchema);
  if (!form.ok) return form.reply;
  const { act, invitationId } = form.data;
  const wait = act === 'resend' ? await takeUse('letter', args.context, actor) : null;
  if (wait) return refuseWaiting(wait, form.values);
  const command = act === 'resend' ? resendStaffInvitation : revokeStaffInvitation;
  const outcome = await asActor(actor, (tx) => command(tx, actor, invitationId, now()), form);
  return answer(outcome, {
    done: () => redirect(act === 'resend' ? '/admin/people?invited=1' : '/admin/people'),
    refused: STAFF_INVITATION_REFUSALS,
    values: form.values,
  });
}

export default function AdminPeople() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <StaffPage {...page} reply={useActionData<typeof action>()} />;
}
