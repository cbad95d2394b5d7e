import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { endSignIns, listSignIns } from '~/access/devices.server';
import { endSignInsSchema } from '~/access/end-sign-ins.schema';
import { requireActor } from '~/access/require-actor.server';
import { messagesFor } from '~/i18n/messages.server';
import { notFound } from '~/platform/http.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const SecurityPage = later(async () => (await import('~/features/account/security-page')).SecurityPage);

const TOLD = ['password', 'ended'] as const;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args);
  const told = new URL(args.request.url).searchParams.get('told');
  return {
    email: actor.email,
    hasFactor: actor.hasFactor,
    signIns: await listSignIns(actor),
    told: TOLD.find((one) => one === told) ?? null,
    hasSpaces: actor.spaces > 1,
    title: messagesFor(actor.locale)('account')('page.security'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args);
  const form = await readForm(args.request, endSignInsSchema);
  // No page of ours sends another answer.
  if (!form.ok) throw notFound();
  await endSignIns(args.context, actor, form.data.handle);
  throw redirect('/account/security?told=ended');
}

export default function Security() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <SecurityPage {...page} />;
}
