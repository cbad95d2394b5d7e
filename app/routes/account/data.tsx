import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { giveConsent, withdrawConsent } from '~/features/privacy/change-consent.server';
import { consentSchema } from '~/features/privacy/consent.schema';
import { listOwnConsents } from '~/features/privacy/my-data.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const MyDataPage = later(async () => (await import('~/features/privacy/my-data-page')).MyDataPage);

const TOLD = ['saved', 'withdrawn'] as const;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args);
  const asked = new URL(args.request.url).searchParams.get('told');
  return {
    companies: await asReader(actor, (tx) => listOwnConsents(tx, actor)),
    told: TOLD.find((one) => one === asked) ?? null,
    title: messagesFor(actor.locale)('privacy')('mine.title'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'leader');
  const form = await readForm(args.request, consentSchema);
  if (!form.ok) return form.reply;
  const { act } = form.data;
  const change = act === 'give' ? giveConsent : withdrawConsent;
  const outcome = await asActor(actor, (tx) => change(tx, actor, form.data, now()), form);
  return answer(outcome, {
    done: () => redirect(`/account/data?told=${act === 'give' ? 'saved' : 'withdrawn'}`),
    refused: {},
    values: form.values,
  });
}

export default function MyData() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <MyDataPage {...page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
