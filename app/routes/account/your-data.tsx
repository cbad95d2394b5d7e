import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { pagePreferences } from '~/access/preferences.server';
import { currentActor } from '~/access/require-actor.server';
import { YourDataPage } from '~/features/privacy/your-data-page';
import { messagesFor } from '~/i18n/messages.server';
import { pageTitle } from '~/ui/page-title';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const { locale } = pagePreferences(args.request, await currentActor(args));
  return { title: messagesFor(locale)('privacy')('title') };
}

export default function YourData() {
  return <YourDataPage />;
}
