import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { listPrivacyRequests } from '~/features/privacy/privacy-register.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const PrivacyRegisterPage = later(async () => (await import('~/features/privacy/privacy-register-page')).PrivacyRegisterPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  const requests = await asReader(actor, (tx) => listPrivacyRequests(tx, actor));
  return { requests, today: today(), title: messagesFor(actor.locale)('privacy')('register.title') };
}

export default function AdminPrivacy() {
  const { requests, today } = useLoaderData<typeof loader>();
  return <PrivacyRegisterPage requests={requests} today={today} />;
}
