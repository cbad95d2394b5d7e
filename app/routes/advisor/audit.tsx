import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { listAuditPeople, readAudit } from '~/features/audit/audit.queries.server';
import { readAuditFilter } from '~/features/audit/audit-filter';
import { sayValues } from '~/features/audit/value-words.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const AuditPage = later(async () => (await import('~/features/audit/audit-page')).AuditPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager', 'director');
  const filter = readAuditFilter(new URL(args.request.url).searchParams);
  return asReader(actor, async (tx) => {
    const page = await readAudit(tx, actor, filter);
    return {
      filter,
      page: { ...page, rows: await sayValues(tx, actor, page.rows) },
      people: await listAuditPeople(tx, actor),
      title: messagesFor(actor.locale)('audit')('title'),
    };
  });
}

export default function Audit() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <AuditPage {...page} />;
}
