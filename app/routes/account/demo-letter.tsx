import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findDemoLetter } from '~/access/demo-mailbox.server';
import { DemoLetterPage } from '~/features/mail/demo-mailbox-page';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { pageTitle } from '~/ui/page-title';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.letter.subject) }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const letter = isId(params.letterId) ? await findDemoLetter(context, params.letterId) : null;
  if (!letter) throw notFound();
  return { letter };
}

export default function DemoLetter() {
  return <DemoLetterPage letter={useLoaderData<typeof loader>().letter} />;
}
