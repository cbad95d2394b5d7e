import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { settleFindSchema } from '~/features/privacy/found-text.schema';
import { listFoundTexts } from '~/features/privacy/found-texts.queries.server';
import { maySettleFinds } from '~/features/privacy/privacy-request.policy';
import { SETTLE_FIND_REFUSED, settleFind } from '~/features/privacy/settle-find.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const FoundTextsPage = later(async () => (await import('~/features/privacy/found-texts-page')).FoundTextsPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const found = await asReader(actor, (tx) => listFoundTexts(tx, actor));
  return { found, canSettle: maySettleFinds(actor), title: messagesFor(actor.locale)('privacy')('finds.title') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const form = await readForm(args.request, settleFindSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => settleFind(tx, actor, form.data, now()), form);
  return answer(outcome, { done: () => redirect('/found-texts'), refused: SETTLE_FIND_REFUSED, values: form.values });
}

export default function FoundTexts() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <FoundTextsPage {...page} reply={useActionData<typeof action>()} />;
}
