import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { takeUse } from '~/access/limits.server';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { askCopy } from '~/features/privacy/ask-copy.server';
import { askCopySchema } from '~/features/privacy/copy.schema';
import { listCopies } from '~/features/privacy/my-data.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm, refuseWaiting } from '~/ui/forms/read-form.server';
import { waitingHeaders } from '~/ui/forms/waiting-headers';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const CopyPage = later(async () => (await import('~/features/privacy/copy-page')).CopyPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const headers = waitingHeaders;
export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args);
  requireFresh(actor, args);
  const copies = await asReader(actor, (tx) => listCopies(tx, actor, now()));
  return { copies, title: messagesFor(actor.locale)('privacy')('copy.title') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args);
  requireFresh(actor, args);
  const form = await readForm(args.request, askCopySchema);
  if (!form.ok) return form.reply;
  const wait = await takeUse('copy', args.context, actor);
  if (wait) return refuseWaiting(wait, form.values);
  const outcome = await asActor(actor, (tx) => askCopy(tx, actor, now()), form);
  return answer(outcome, { done: () => redirect('/account/data/copy'), refused: {}, values: form.values });
}

export default function MyDataCopy() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <CopyPage {...page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
