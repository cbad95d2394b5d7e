import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { TEAM_REFUSED, teamAct } from '~/features/teams/change-team.server';
import { readTeam } from '~/features/teams/teams.queries.server';
import { teamSchema } from '~/features/teams/teams.schema';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const TeamPage = later(async () => (await import('~/features/teams/team-page')).TeamPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.page.team.name) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  requireFresh(actor, args);
  const page = await asReader(actor, (tx) => readTeam(tx, actor, args.params.teamId, now()));
  if (!page) throw notFound();
  return { page };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  requireFresh(actor, args);
  const form = await readForm(args.request, teamSchema);
  if (!form.ok) return form.reply;
  const act = teamAct(args.params.teamId, form.data, now());
  const outcome = await asActor(actor, (tx) => act(tx, actor), form);
  return answer(outcome, {
    done: ({ teamId }) => redirect(form.data.act === 'close' ? '/admin/teams?closed=1' : `/admin/teams/${teamId}`),
    refused: TEAM_REFUSED,
    beside: {
      name_taken: 'name',
      under_itself: 'parentId',
      parent_gone: 'parentId',
      already_member: 'personId',
      is_deactivated: 'personId',
    },
    values: form.values,
  });
}

export default function AdminTeam() {
  return <TeamPage page={useLoaderData<typeof loader>().page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
