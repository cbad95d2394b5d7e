import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { staffCommand } from '~/features/cases/case-commands.server';
import { CASE_REFUSED } from '~/features/cases/case-refused';
import { readMovePage } from '~/features/cases/move-page.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now, today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const CaseMovePage = later(async () => (await import('~/features/cases/move-page')).CaseMovePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const known = staffCommand(args.params.act);
  const page = known && (await asReader(actor, (tx) => readMovePage(tx, actor, args.params.caseId, known.act, today())));
  if (!page) throw notFound();
  const title = messagesFor(actor.locale)('cases')(`move.title.${known.act}`);
  return { page, act: known.act, title: `${title} · ${page.head.reference}` };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const known = staffCommand(args.params.act);
  if (!known) throw notFound();
  const form = await readForm(args.request, known.schema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => known.command(tx, actor, args.params.caseId ?? '', form.data, now()), form);
  return answer(outcome, {
    done: ({ caseId }) => redirect(`/cases/${caseId}?done=${known.act}`),
    refused: CASE_REFUSED,
    values: form.values,
  });
}

export default function CaseMove() {
  const { page, act } = useLoaderData<typeof loader>();
  return <CaseMovePage page={page} act={act} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
