import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { readSecondFactorRule } from '~/features/administration/second-factor-rule.queries.server';
import { secondFactorRuleSchema } from '~/features/administration/second-factor-rule.schema';
import { setSecondFactorRule } from '~/features/administration/set-second-factor-rule.server';
import { messagesFor } from '~/i18n/messages.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const SecondFactorRulePage = later(async () => (await import('~/features/administration/second-factor-rule-page')).SecondFactorRulePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  requireFresh(actor, args);
  const page = await asReader(actor, (tx) => readSecondFactorRule(tx, actor));
  return { page, title: messagesFor(actor.locale)('administration')('factor.title') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  requireFresh(actor, args);
  const form = await readForm(args.request, secondFactorRuleSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => setSecondFactorRule(tx, actor, form.data), form);
  return answer(outcome, {
    done: () => redirect('/admin/sign-in'),
    refused: { own_factor_first: 'administration:refused.own_factor_first' },
    values: form.values,
  });
}

export default function AdminSignIn() {
  return (
    <SecondFactorRulePage page={useLoaderData<typeof loader>().page} reply={useActionData<typeof action>() as FormReply | undefined} />
  );
}
