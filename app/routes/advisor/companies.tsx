import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireUse } from '~/access/limits.server';
import { requireActor } from '~/access/require-actor.server';
import { listCompanies } from '~/features/companies/companies.queries.server';
import { readCompanyFilter } from '~/features/companies/company-filter';
import { mayImportRegister } from '~/features/imports/import.policy';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { later } from '~/ui/later';
import briefStyles from '~/ui/styles/brief.css?url';

const CompanyListPage = later(async () => (await import('~/features/companies/company-list-page')).CompanyListPage);

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: briefStyles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const filter = readCompanyFilter(new URL(args.request.url).searchParams);
  if (filter.q) await requireUse('search', args, actor);
  const list = await asReader(actor, (tx) => listCompanies(tx, actor, filter, today()));
  const title = `${messagesFor(actor.locale)('companies')('title')} · Perspective PME`;
  return {
    ...list,
    filter,
    title,
    today: today(),
    clusterName: actor.clusterName,
    seesAll: actor.seesAll,
    canImport: mayImportRegister(actor),
  };
}

export default function Companies() {
  return <CompanyListPage {...useLoaderData<typeof loader>()} />;
}
