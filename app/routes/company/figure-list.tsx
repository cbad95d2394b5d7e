import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { ledCompany } from '~/access/led-company.server';
import { requireActor } from '~/access/require-actor.server';
import { FIGURE_REFUSED } from '~/features/outcomes/figure-refused';
import { listFiguresToGive } from '~/features/outcomes/figures.queries.server';
import { giveFigures, giveFiguresSchema } from '~/features/outcomes/give-figures.server';
import { messagesFor } from '~/i18n/messages.server';
import { useMessages } from '~/i18n/use-messages';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { Notice } from '~/ui/card';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm, refuseForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { Page } from '~/ui/shell';

const GiveFigures = later(async () => (await import('~/features/outcomes/give-figures-page')).GiveFigures);

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  if (!company) throw notFound();
  const questions = await asReader(actor, (tx) => listFiguresToGive(tx, actor, company.id));
  const given = Number(new URL(args.request.url).searchParams.get('given')) || 0;
  return {
    questions,
    company: { id: company.id, name: company.name },
    given,
    title: `${messagesFor(actor.locale)('outcomes')('give.title')} · Perspective PME`,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  if (!company) throw notFound();
  const asked = await asReader(actor, (tx) => listFiguresToGive(tx, actor, company.id));
  const form = await readForm(args.request, giveFiguresSchema(asked));
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => giveFigures(tx, actor, { companyId: company.id, fields: form.data }, now()), form);
  if (!outcome.ok && outcome.reason === 'unreadable') {
    return refuseForm(form.values, undefined, { status: 422, errors: outcome.detail as Record<string, string> });
  }
  const done = ({ given }: { given: number }) => redirect(`/plan/figures?company=${company.id}&given=${given}`);
  return answer(outcome, { done, refused: FIGURE_REFUSED, values: form.values });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Perspective PME' }];

export default function FigureList() {
  const { questions, company, given } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useMessages('outcomes');
  return (
    <Page width="narrow">
      <div className="stack stack--4">
        <div className="stack stack--2">
          <p className="meta">
            <Link to={`/plan?company=${company.id}`}>{t('give.back')}</Link>
          </p>
          <h1>{t('give.title')}</h1>
          {questions.length > 0 ? (
            <p>{t('give.lede', { n: questions.length, minutes: Math.max(1, Math.ceil(questions.length / 2)) })}</p>
          ) : null}
        </div>
        <Notice isFixed={false}>{given > 0 && !reply ? t('give.sent', { n: given }) : null}</Notice>
        <GiveFigures questions={questions} companyName={company.name} reply={reply} />
      </div>
    </Page>
  );
}
