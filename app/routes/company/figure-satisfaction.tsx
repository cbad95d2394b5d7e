import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { answerSatisfaction, findSatisfaction } from '~/features/outcomes/answer-satisfaction.server';
import { FIGURE_REFUSED } from '~/features/outcomes/figure-refused';
import { satisfactionSchema } from '~/features/outcomes/satisfaction.schema';
import { messagesFor } from '~/i18n/messages.server';
import { useMessages } from '~/i18n/use-messages';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { Page } from '~/ui/shell';

const SatisfactionForm = later(async () => (await import('~/features/outcomes/satisfaction-page')).SatisfactionForm);

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const { caseId } = args.params;
  if (!isId(caseId)) throw notFound();
  const question = await asReader(actor, (tx) => findSatisfaction(tx, actor, caseId));
  if (!question) throw notFound();
  return { question, title: `${messagesFor(actor.locale)('outcomes')('satisfaction.title')} · Perspective PME` };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const { caseId } = args.params;
  if (!isId(caseId)) throw notFound();
  const form = await readForm(args.request, satisfactionSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => answerSatisfaction(tx, actor, { caseId, ...form.data }, now()), form);
  return answer(outcome, { done: () => redirect(`/plan/satisfaction/${caseId}`), refused: FIGURE_REFUSED, values: form.values });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Perspective PME' }];

export default function FigureSatisfaction() {
  const { question } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useMessages('outcomes');
  const p = useMessages('programmes');
  return (
    <Page width="narrow">
      <div className="stack stack--4">
        <div className="stack stack--2">
          <p className="meta">
            <Link to="/plan">{t('give.back')}</Link>
          </p>
          <h1>{t('satisfaction.title')}</h1>
          <p>{t('satisfaction.lede', { track: p(`track.${question.track}`) })}</p>
        </div>
        <SatisfactionForm isOpen={question.isOpen} score={question.score} reply={reply} />
      </div>
    </Page>
  );
}
