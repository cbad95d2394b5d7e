import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { ledCompany } from '~/access/led-company.server';
import { requireActor } from '~/access/require-actor.server';
import { answerFigure } from '~/features/outcomes/answer-figure.server';
import { confirmFigureSchema } from '~/features/outcomes/confirm-figures.schema';
import { FIGURE_REFUSED } from '~/features/outcomes/figure-refused';
import { listFiguresToConfirm } from '~/features/outcomes/figures.queries.server';
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

const ConfirmFigures = later(async () => (await import('~/features/outcomes/confirm-figures-page')).ConfirmFigures);

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  if (!company) throw notFound();
  const figures = await asReader(actor, (tx) => listFiguresToConfirm(tx, actor, company.id));
  const isSent = new URL(args.request.url).searchParams.has('sent');
  return {
    figures,
    companyId: company.id,
    companyName: company.name,
    isSent,
    title: `${messagesFor(actor.locale)('outcomes')('confirm.title')} · Perspective PME`,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  if (!company) throw notFound();
  const form = await readForm(args.request, confirmFigureSchema);
  if (!form.ok) return form.reply;
  const sent = { companyId: company.id, intent: form.intent, form: form.data };
  const outcome = await asActor(actor, (tx) => answerFigure(tx, actor, sent, now()), form);
  if (!outcome.ok && outcome.reason === 'unreadable') {
    return refuseForm(form.values, undefined, { status: 422, errors: outcome.detail as Record<string, string> });
  }
  const done = () => redirect(`/plan/figures/confirm?company=${company.id}&sent=1`);
  return answer(outcome, { done, refused: FIGURE_REFUSED, values: form.values });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Perspective PME' }];

export default function FigureConfirm() {
  const { figures, companyId, companyName, isSent } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useMessages('outcomes');
  return (
    <Page width="narrow">
      <div className="stack stack--4">
        <div className="stack stack--2">
          <p className="meta">
            <Link to={`/plan?company=${companyId}`}>{t('give.back')}</Link>
          </p>
          <h1>{t('confirm.title')}</h1>
          {figures.length > 0 ? <p>{t('confirm.lede', { company: companyName })}</p> : null}
        </div>
        <Notice isFixed={false}>{isSent && !reply ? t('confirm.sent') : null}</Notice>
        <ConfirmFigures figures={figures} reply={reply} />
      </div>
    </Page>
  );
}
