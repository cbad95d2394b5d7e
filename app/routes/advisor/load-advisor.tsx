import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { recordRead } from '~/access/access-log.server';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { advisorProfileSchema } from '~/features/load/advisor-profile.schema';
import { changeProfile } from '~/features/load/change-profile.server';
import { readProfilePage } from '~/features/load/profile.queries.server';
import { PROFILE_REFUSED } from '~/features/load/profile-refused';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ProfilePage = later(async () => (await import('~/features/load/profile-page')).ProfilePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'track_lead', 'manager', 'director');
  const page = await asReader(actor, (tx) => readProfilePage(tx, actor, args.params.personId, now()));
  if (!page) throw notFound();
  if (page.advisor.id !== actor.personId) await recordRead(args.context, actor, 'person.read', ['person', page.advisor.id]);
  return { page, title: page.advisor.name };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'track_lead', 'manager', 'director');
  const form = await readForm(args.request, advisorProfileSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => changeProfile(tx, actor, args.params.personId, form.data, now()), form);
  return answer(outcome, { done: ({ personId }) => redirect(`/load/${personId}`), refused: PROFILE_REFUSED, values: form.values });
}

export default function LoadAdvisor() {
  return <ProfilePage page={useLoaderData<typeof loader>().page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
