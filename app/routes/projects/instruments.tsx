import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { SERVED } from '~/features/instruments/instrument';
import { listInstruments } from '~/features/instruments/instruments.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { parseDate } from '~/i18n/parse';
import { today } from '~/platform/clock.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const InstrumentsPage = later(async () => (await import('~/features/instruments/instruments-page')).InstrumentsPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const query = new URL(args.request.url).searchParams;
  const asked = (query.get('on') ?? '').trim().slice(0, 20);
  const day = parseDate(asked);
  const on = day ?? today();
  const serves = SERVED.find((code) => code === query.get('serves')) ?? null;
  const found = await asReader(actor, (tx) => listInstruments(tx, actor, { on, serves }));
  return {
    ...found,
    on,
    notADay: day === null && asked !== '' ? asked : null,
    serves,
    title: messagesFor(actor.locale)('instruments')('title'),
  };
}

export default function Instruments() {
  return <InstrumentsPage {...useLoaderData<typeof loader>()} />;
}
