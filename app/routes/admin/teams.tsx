import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { ADD_TEAM_REFUSED, addTeam } from '~/features/teams/add-team.server';
import { readTeams } from '~/features/teams/teams.queries.server';
import { addTeamSchema } from '~/features/teams/teams.schema';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const TeamsPage = later(async () => (await import('~/features/teams/teams-page')).TeamsPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  const teams = await asReader(actor, (tx) => readTeams(tx, actor, now()));
  const isClosed = new URL(args.request.url).searchParams.has('closed');
  return { teams, isClosed, title: messagesFor(actor.locale)('teams')('title') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  const form = await readForm(args.request, addTeamSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => addTeam(tx, actor, form.data), form);
  return answer(outcome, {
    done: ({ teamId }) => redirect(`/admin/teams/${teamId}`),
    refused: ADD_TEAM_REFUSED,
    beside: { name_taken: 'name', parent_gone: 'parentId', own_rights: 'parentId' },
    values: form.values,
  });
}

export default function AdminTeams() {
  const { teams, isClosed } = useLoaderData<typeof loader>();
  return <TeamsPage teams={teams} isClosed={isClosed} reply={useActionData<typeof action>()} />;
}
