import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { editNote } from '~/features/notes/edit-note.server';
import { editNoteSchema } from '~/features/notes/note.schema';
import { readEditNote } from '~/features/notes/note-page.queries.server';
import { NOTE_REFUSED } from '~/features/notes/note-refused';
import { messagesFor } from '~/i18n/messages.server';
import { now, today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const EditNotePage = later(async () => (await import('~/features/notes/edit-note-page')).EditNotePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { caseId, noteId } = args.params;
  const found = await asReader(actor, (tx) => readEditNote(tx, actor, caseId, noteId));
  if (!found) throw notFound();
  return { ...found, today: today(), title: messagesFor(actor.locale)('notes')('edit.title') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const form = await readForm(args.request, editNoteSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => editNote(tx, actor, args.params.noteId, form.data, now()), form);
  return answer(outcome, {
    done: ({ caseId, noteId }) => redirect(`/cases/${caseId}#note-${noteId}`),
    refused: NOTE_REFUSED,
    values: form.values,
  });
}

export default function Note() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <EditNotePage {...page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
