import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { editOwnProfileSchema } from '~/features/people/edit-own-profile.schema';
import { editOwnProfile } from '~/features/people/edit-own-profile.server';
import { mayEditOwnProfile } from '~/features/people/own-profile.policy';
import { readOwnProfile } from '~/features/people/own-profile.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ProfilePage = later(async () => (await import('~/features/account/profile-page')).ProfilePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args);
  const profile = await asReader(actor, (tx) => readOwnProfile(tx, actor));
  if (!profile) throw notFound();
  const isSaved = new URL(args.request.url).searchParams.has('saved');
  const title = messagesFor(actor.locale)('account')('page.profile');
  return { profile, clusterName: actor.clusterName, mayEdit: mayEditOwnProfile(actor), isSaved, title };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company', 'advisor', 'track_lead', 'manager', 'admin');
  const form = await readForm(args.request, editOwnProfileSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => editOwnProfile(tx, actor, form.data, now()), form);
  return answer(outcome, { done: () => redirect('/account/profile?saved'), refused: {}, values: form.values });
}

export default function Profile() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <ProfilePage {...page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
