import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireUse } from '~/access/limits.server';
import { requireActor } from '~/access/require-actor.server';
import { readCaseload } from '~/features/caseload/caseload.queries.server';
import { readCaseloadFilter } from '~/features/caseload/caseload-filter';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { later } from '~/ui/later';
import caseloadStyles from '~/ui/styles/caseload.css?url';

const CaseloadPage = later(async () => (await import('~/features/caseload/caseload-page')).CaseloadPage);

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: caseloadStyles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const filter = readCaseloadFilter(new URL(args.request.url).searchParams);
  if (filter.q) await requireUse('search', args, actor);
  const caseload = await asReader(actor, (tx) => readCaseload(tx, actor, filter, today()));
  return { caseload, title: `${messagesFor(actor.locale)('cases')(`caseload.title.${caseload.filter.scope}`)} · Perspective PME` };
}

export default function Cases() {
  return <CaseloadPage {...useLoaderData<typeof loader>()} />;
}
