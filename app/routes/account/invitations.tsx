import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ownInvitationSchema } from '~/access/answer-invitation.schema';
import { declineOwnInvitation, listOwnInvitations, takeInvitation } from '~/access/invitations.server';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { tokenOf } from '~/access/sessions.server';
import { messagesFor } from '~/i18n/messages.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { readForm, refuseForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const OwnInvitationsPage = later(async () => (await import('~/features/invitations/own-invitations-page')).OwnInvitationsPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args);
  requireFresh(actor, args);
  return { invitations: await listOwnInvitations(actor), title: messagesFor(actor.locale)('invitations')('own.title') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args);
  requireFresh(actor, args);
  const form = await readForm(args.request, ownInvitationSchema);
  if (!form.ok) return form.reply;
  const { act, invitationId: id, ...named } = form.data;
  if (act === 'decline') {
    await declineOwnInvitation(args.context, actor, id);
    throw redirect('/account/invitations');
  }
  const cookie = await takeInvitation(args.context, actor, tokenOf(args.request) ?? '', { id, ...named });
  if (!cookie) return refuseForm(form.values, 'invitations:own.not_possible');
  throw redirect('/', { headers: { 'Set-Cookie': cookie } });
}

export default function OwnInvitations() {
  return <OwnInvitationsPage invitations={useLoaderData<typeof loader>().invitations} reply={useActionData<typeof action>()} />;
}
