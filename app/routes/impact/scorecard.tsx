import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readingOf } from '~/features/impact/reading';
import { readScorecard } from '~/features/impact/scorecard.queries.server';
import { drawIndicator } from '~/features/impact/trajectory-drawing.server';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';
import { Page } from '~/ui/shell';

const NoContract = later(async () => (await import('~/features/impact/no-contract')).NoContract);
const ScorecardPage = later(async () => (await import('~/features/impact/scorecard-page')).ScorecardPage);

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager', 'director');
  const search = new URL(args.request.url).searchParams;
  const reading = readingOf(search, today());
  const scorecard = await asReader(actor, (tx) => readScorecard(tx, actor, { ...reading, chosen: search.get('indicator') }));
  const trajectory = scorecard && drawIndicator(scorecard, reading, actor.locale);
  const t = messagesFor(actor.locale)('impact');
  const lines = scorecard?.objectives.flatMap((objective) => objective.lines) ?? [];
  const count = (...statuses: string[]) => lines.filter(({ status }) => statuses.includes(status)).length;
  return {
    counts: { n: lines.length, held: count('reached', 'on_line'), watch: count('watch'), gap: count('gap') },
    scorecard,
    reading,
    trajectory,
    heading: scorecard ? t('title', { from: scorecard.startsOn.slice(0, 4), to: scorecard.endsOn.slice(0, 4) }) : t('none.title'),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.heading) }];

export default function Scorecard() {
  const { scorecard, ...shown } = useLoaderData<typeof loader>();
  return <Page>{scorecard ? <ScorecardPage scorecard={scorecard} {...shown} /> : <NoContract />}</Page>;
}
