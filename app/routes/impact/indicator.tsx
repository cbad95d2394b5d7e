import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readExplanation } from '~/features/impact/explain.queries.server';
import { isOfProjects } from '~/features/impact/explain-subject';
import { useIndicatorWords } from '~/features/impact/indicator-words';
import { readingAddress, readingOf, subjectOf } from '~/features/impact/reading';
import { messagesFor } from '~/i18n/messages.server';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { later } from '~/ui/later';
import { Breadcrumb, Page, PageHead } from '~/ui/shell';

const ReadingForm = later(async () => (await import('~/features/impact/reading-form')).ReadingForm);
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
  const { explanation, reading } = useLoaderData<typeof loader>();
  const t = useMessages('impact');
  const f = useFormat();
  const words = useIndicatorWords();
  const { indicator, figure, sum } = explanation;
  const { label } = indicator.of;
  const heading =
    figure === null ? t('explain.title_unknown', { label }) : t('explain.title', { label, value: words.signed(indicator, figure) });
  return (
    <Page>
      <div className="stack stack--4">
        <PageHead
          before={<Breadcrumb steps={[{ to: readingAddress('/impact', reading), label: t('section') }, { label }]} />}
          title={heading}
          lede={t(isOfProjects(explanation) ? 'explain.lede_of_projects' : 'explain.lede', {
            lines: sum.lines,
            companies: sum.companies,
            on: f.date(reading.on),
          })}
          actions={<ReadingForm reading={reading} />}
        />
        <ExplainPage explanation={explanation} reading={reading} />
      </div>
    </Page>
  );
}
