import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readExplanation } from '~/features/impact/explain.queries.server';
import { readingOf, subjectOf } from '~/features/impact/reading';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { later } from '~/ui/later';

const ExplainPage = later(async () => (await import('~/features/impact/explain-page')).ExplainPage);

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager', 'director');
  const search = new URL(args.request.url).searchParams;
  const reading = readingOf(search, today());
  const after = search.get('after') ?? undefined;
  const asked = {
    code: args.params.indicator ?? '',
    reading,
    subject: subjectOf(search, isId),
    isWhole: search.get('lines') === 'all',
    after: isId(after) ? after : null,
  };
  const explanation = await asReader(actor, (tx) => readExplanation(tx, actor, asked));
  if (!explanation) throw notFound();
  const title = messagesFor(actor.locale)('impact')('explain.page', { label: explanation.indicator.of.label });
  return { explanation, reading, title: `${title} · Perspective PME` };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Perspective PME' }];

export default function Indicator() {
  return <ExplainPage {...useLoaderData<typeof loader>()} />;
}
