import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { readRetentionKind } from '~/features/retention/retention.queries.server';
import { retentionSchema } from '~/features/retention/retention.schema';
import { RETENTION_REFUSED, retentionAct } from '~/features/retention/retention-acts.server';
import { isRetentionKind } from '~/features/retention/retention-kind';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const RetentionKindPage = later(async () => (await import('~/features/retention/retention-kind-page')).RetentionKindPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  const { kind } = args.params;
  if (!isRetentionKind(kind)) throw notFound();
  requireFresh(actor, args);
  const kept = await asReader(actor, (tx) => readRetentionKind(tx, actor, kind, now()));
  return { kept, title: messagesFor(actor.locale)('retention')(`kind.${kind}`) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  const { kind } = args.params;
  if (!isRetentionKind(kind)) throw notFound();
  requireFresh(actor, args);
  const form = await readForm(args.request, retentionSchema);
  if (!form.ok) return form.reply;
  const act = retentionAct(kind, form.data, now());
  const outcome = await asActor(actor, (tx) => act(tx, actor), form);
  return answer(outcome, {
    done: () => redirect(`/admin/retention/${kind}`),
    refused: RETENTION_REFUSED,
    beside: { too_short: 'months' },
    values: form.values,
  });
}

export default function AdminRetentionKind() {
  return <RetentionKindPage kept={useLoaderData<typeof loader>().kept} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
