import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { listChainChecks, readAccessLog } from '~/features/access-log/access-log.queries.server';
import { readAccessLogFilter } from '~/features/access-log/access-log-filter';
import { listAuditPeople } from '~/features/audit/audit.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const AccessLogPage = later(async () => (await import('~/features/access-log/access-log-page')).AccessLogPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  const filter = readAccessLogFilter(new URL(args.request.url).searchParams);
  return asReader(actor, async (tx) => ({
    filter,
    page: await readAccessLog(tx, actor, filter),
    people: await listAuditPeople(tx, actor),
    checks: await listChainChecks(tx, actor),
    title: messagesFor(actor.locale)('access_log')('title'),
  }));
}

export default function AdminAccess() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <AccessLogPage {...page} />;
}
