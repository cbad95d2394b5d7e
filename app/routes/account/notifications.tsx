import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { chooseLettersSchema } from '~/features/mail/choose-letters.schema';
import { chooseLetters } from '~/features/mail/choose-letters.server';
import { listLetterChoices } from '~/features/mail/letter-choices.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const LetterChoicesPage = later(async () => (await import('~/features/mail/letter-choices-page')).LetterChoicesPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args);
  const choices = await asReader(actor, (tx) => listLetterChoices(tx, actor));
  const isSaved = new URL(args.request.url).searchParams.has('saved');
  return { choices, isSaved, title: messagesFor(actor.locale)('mail')('choice.title') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'leader', 'advisor', 'track_lead', 'manager');
  const form = await readForm(args.request, chooseLettersSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => chooseLetters(tx, actor, form.data, now()), form);
  return answer(outcome, { done: () => redirect('/account/notifications?saved'), refused: {}, values: form.values });
}

export default function Notifications() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <LetterChoicesPage {...page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
