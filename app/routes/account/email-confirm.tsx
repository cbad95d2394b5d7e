import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { confirmEmail, findEmailChange } from '~/access/email-change.server';
import { pagePreferences } from '~/access/preferences.server';
import { currentActor } from '~/access/require-actor.server';
import { staySchema } from '~/access/stay.schema';
import { messagesFor } from '~/i18n/messages.server';
import { notFound } from '~/platform/http.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const TOLD = ['waits', 'done'] as const;

const EmailConfirmPage = later(async () => (await import('~/features/account/email-confirm-page')).EmailConfirmPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];
// The token stands in the address: nothing this page loads may learn it.
export const headers = () => ({ 'Referrer-Policy': 'same-origin' });

export async function loader(args: LoaderFunctionArgs) {
  const change = await findEmailChange(args.params.token ?? '');
  // After the press the link is spent, and this is the answer to it.
  const asked = new URL(args.request.url).searchParams.get('told');
  const told = change ? null : (TOLD.find((one) => one === asked) ?? null);
  const say = messagesFor(pagePreferences(args.request, await currentActor(args)).locale)('door');
  return data(
    { change, told, title: say(`email.${told ?? (change ? 'confirm' : 'spent')}_title`) },
    { status: change || told ? 200 : 404 },
  );
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request, staySchema);
  const outcome = form.ok ? await confirmEmail(context, params.token ?? '') : null;
  if (!outcome) throw notFound();
  throw redirect(`/email/${params.token}?told=${outcome}`);
}

export default function EmailConfirm() {
  const { change, told } = useLoaderData<typeof loader>();
  return <EmailConfirmPage change={change} outcome={told} />;
}
