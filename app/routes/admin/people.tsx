import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readStaff } from '~/features/administration/staff.queries.server';
import { readStaffFilter } from '~/features/administration/staff-filter';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const StaffPage = later(async () => (await import('~/features/administration/staff-page')).StaffPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  const filter = readStaffFilter(new URL(args.request.url).searchParams);
  const page = await asReader(actor, (tx) => readStaff(tx, actor, filter, now()));
  return { filter, page, title: messagesFor(actor.locale)('administration')('title') };
}

export default function AdminPeople() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <StaffPage {...page} />;
}
