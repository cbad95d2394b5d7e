import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { recordRead } from '~/access/access-log.server';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { writeNoteSchema } from '~/features/notes/note.schema';
import { NOTE_REFUSED } from '~/features/notes/note-refused';
import { readNotesCard } from '~/features/notes/notes.queries.server';
import { writeNote } from '~/features/notes/write-note.server';
import { messagesFor } from '~/i18n/messages.server';
import { now, today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const NotesPage = later(async () => (await import('~/features/notes/notes-page')).NotesPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const before = new URL(args.request.url).searchParams.get('before');
  const card = await asReader(actor, (tx) => readNotesCard(tx, actor, args.params.caseId, { limit: 25, before }));
  if (!card) throw notFound();
  if (card.isOfOthers) await recordRead(args.context, actor, 'notes.read', ['case', args.params.caseId as string]);
  const title = messagesFor(actor.locale)('notes')('title.of', { reference: card.reference });
  return { caseId: args.params.caseId ?? '', card, today: today(), isFirst: before === null, title };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const form = await readForm(args.request, writeNoteSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => writeNote(tx, actor, args.params.caseId, form.data, now()), form);
  return answer(outcome, {
    done: ({ caseId, noteId }) => redirect(`/cases/${caseId}#note-${noteId}`),
    refused: NOTE_REFUSED,
    values: form.values,
  });
}

export default function Notes() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <NotesPage {...page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
