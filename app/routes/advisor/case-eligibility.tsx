import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { CASE_REFUSED } from '~/features/cases/case-refused';
import { readEligibilityPage } from '~/features/cases/eligibility.queries.server';
import { fillEligibilitySchema } from '~/features/cases/eligibility.schema';
import { fillEligibility } from '~/features/cases/fill-eligibility.server';
import { messagesFor } from '~/i18n/messages.server';
import { now, today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const EligibilityPage = later(async () => (await import('~/features/cases/eligibility-page')).EligibilityPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const page = await asReader(actor, (tx) => readEligibilityPage(tx, actor, args.params.caseId, today()));
  if (!page) throw notFound();
  return { page, title: `${messagesFor(actor.locale)('cases')('eligibility.title')} · ${page.head.reference}` };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const form = await readForm(args.request, fillEligibilitySchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => fillEligibility(tx, actor, args.params.caseId ?? '', form.data, now()), form);
  return answer(outcome, {
    done: ({ caseId }) => redirect(`/cases/${caseId}?done=eligibility`),
    refused: CASE_REFUSED,
    values: form.values,
  });
}

export default function CaseEligibility() {
  return <EligibilityPage page={useLoaderData<typeof loader>().page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
