import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { recordRead } from '~/access/access-log.server';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readReadersPage } from '~/features/confidentiality/item.queries.server';
import { itemActSchema } from '~/features/confidentiality/item-acts.schema';
import { ITEM_REFUSED } from '~/features/confidentiality/item-refused';
import { openItem } from '~/features/confidentiality/open-item.server';
import { shareItem } from '~/features/confidentiality/share-item.server';
import { takeBackItem } from '~/features/confidentiality/take-back-item.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ReadersPage = later(async () => (await import('~/features/confidentiality/readers-page')).ReadersPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

const DONE = ['shared', 'taken_back', 'opened'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const page = await asReader(actor, (tx) => readReadersPage(tx, actor, args.params.kind, args.params.itemId));
  if (!page) throw notFound();
  const { kind, caseId } = page.item;
  if (kind === 'note' && caseId && page.isOfOthers) await recordRead(args.context, actor, 'notes.read', ['case', caseId]);
  const done = DONE.find((word) => word === new URL(args.request.url).searchParams.get('done')) ?? null;
  return { page, done, title: messagesFor(actor.locale)('privacy')('who') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const form = await readForm(args.request, itemActSchema);
  if (!form.ok) return form.reply;
  const item = [args.params.kind, args.params.itemId] as const;
  const { data } = form;
  const outcome = await asActor(
    actor,
    (tx) => {
      if (data.act === 'open') return openItem(tx, actor, item, data, now());
      return (data.act === 'share' ? shareItem : takeBackItem)(tx, actor, item, data, now());
    },
    form,
  );
  const word = { share: 'shared', take_back: 'taken_back', open: 'opened' }[data.act];
  return answer(outcome, {
    done: ({ kind, itemId }) => redirect(`/readers/${kind}/${itemId}?done=${word}`),
    refused: ITEM_REFUSED,
    values: form.values,
  });
}

export default function ItemReaders() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <ReadersPage {...page} reply={useActionData<typeof action>() as FormReply | undefined} isForCompany={false} />;
}
