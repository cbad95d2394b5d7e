import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireActor } from '~/access/require-actor.server';
import { messagesFor } from '~/i18n/messages.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const AccountPage = later(async () => (await import('~/features/account/account-page')).AccountPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const { givenName, familyName, email, clusterName, roles, locale, theme, personId } = await requireActor(args);
  const own = { givenName, familyName, email, clusterName, roles: [...roles], locale, theme, personId };
  return { ...own, title: messagesFor(locale)('account')('title') };
}

export default function Account() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <AccountPage {...page} />;
}
