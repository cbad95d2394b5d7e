import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { fullName } from '~/access/actor';
import { requireActor } from '~/access/require-actor.server';
import { CASE_REFUSED } from '~/features/cases/case-refused';
import { signSchema } from '~/features/my-plan/leader-acts.schema';
import { findLeaderCase } from '~/features/my-plan/leader-case.queries.server';
import { agreePlan } from '~/features/plans/agree-plan.server';
import { readPlanDocument } from '~/features/plans/plan-document.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const SignPlanPage = later(async () => (await import('~/features/my-plan/sign-plan-page')).SignPlanPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const found = await asReader(actor, async (tx) => {
    const head = await findLeaderCase(tx, actor, args.params.caseId, now());
    const document = head && (await readPlanDocument(tx, actor, head.id, null));
    return document && { head, document };
  });
  if (!found) throw notFound();
  const isSignatory = actor.companies.some(({ id, isSignatory: may }) => id === found.head.companyId && may);
  const title = `${messagesFor(actor.locale)('my_plan')('sign.read')} · ${found.head.reference}`;
  return { ...found, signatory: isSignatory ? fullName(actor) : '', title };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const caseId = args.params.caseId ?? '';
  const form = await readForm(args.request, signSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => agreePlan(tx, actor, caseId, form.data, now()), form);
  const done = ({ isActive }: { isActive: boolean }) => redirect(`/plan/cases/${caseId}?done=${isActive ? 'signed' : 'agreed'}`);
  return answer(outcome, { done, refused: CASE_REFUSED, values: form.values });
}

export default function PlanSign() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <SignPlanPage {...page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
