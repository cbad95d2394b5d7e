import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readComplexityPage } from '~/features/load/complexity.queries.server';
import { setComplexitySchema } from '~/features/load/set-complexity.schema';
import { setComplexity } from '~/features/load/set-complexity.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ComplexityPage = later(async () => (await import('~/features/load/complexity-page')).ComplexityPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const page = await asReader(actor, (tx) => readComplexityPage(tx, actor, args.params.caseId));
  if (!page) throw notFound();
  return { page, title: `${messagesFor(actor.locale)('load')('complexity.title')} · ${page.reference}` };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const form = await readForm(args.request, setComplexitySchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => setComplexity(tx, actor, args.params.caseId, form.data, now()), form);
  return answer(outcome, { done: ({ caseId }) => redirect(`/cases/${caseId}?done=complexity`), refused: {}, values: form.values });
}

export default function CaseComplexity() {
  return <ComplexityPage page={useLoaderData<typeof loader>().page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
