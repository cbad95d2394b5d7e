import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { recordRead } from '~/access/access-log.server';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { PERSON_REFUSED, personAct } from '~/features/administration/change-person.server';
import { readStaffPerson } from '~/features/administration/staff.queries.server';
import { staffPersonSchema } from '~/features/administration/staff-person.schema';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const PersonPage = later(async () => (await import('~/features/administration/person-page')).PersonPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.page.person.name) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  requireFresh(actor, args);
  const page = await asReader(actor, (tx) => readStaffPerson(tx, actor, args.params.personId, now()));
  if (!page) throw notFound();
  if (page.person.id !== actor.personId) await recordRead(args.context, actor, 'person.read', ['person', page.person.id]);
  return { page };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  requireFresh(actor, args);
  const form = await readForm(args.request, staffPersonSchema);
  if (!form.ok) return form.reply;
  const act = personAct(args.params.personId, form.data, now());
  const outcome = await asActor(actor, (tx) => act(tx, actor), form);
  return answer(outcome, {
    done: ({ personId }) => redirect(`/admin/people/${personId}`),
    refused: PERSON_REFUSED,
    beside: { track_missing: 'track', days_order: 'untilOn', role_held: 'role' },
    values: form.values,
  });
}

export default function AdminPerson() {
  return <PersonPage page={useLoaderData<typeof loader>().page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
