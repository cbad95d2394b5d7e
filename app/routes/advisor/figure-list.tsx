import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ArrowLeft } from 'lucide-react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { findCaseHead } from '~/features/cases/case-head.queries.server';
import { mayCorrectBaseline, mayDeclareFigure } from '~/features/outcomes/figure.policy';
import { figureFormSchema } from '~/features/outcomes/figure-form.schema';
import { FIGURE_REFUSED } from '~/features/outcomes/figure-refused';
import { readCaseSheet } from '~/features/outcomes/figures.queries.server';
import { submitCaseFigure } from '~/features/outcomes/submit-case-figure.server';
import { messagesFor } from '~/i18n/messages.server';
import { useMessages } from '~/i18n/use-messages';
import { now, today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { LinkButton } from '~/ui/button';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm, refuseForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { Page } from '~/ui/shell';

const CaseHead = later(async () => (await import('~/features/cases/case-head')).CaseHead);
const CaseFigures = later(async () => (await import('~/features/outcomes/case-figures-page')).CaseFigures);

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  return asReader(actor, async (tx) => {
    const head = await findCaseHead(tx, actor, args.params.caseId, today());
    if (!head) throw notFound();
    const sheet = await readCaseSheet(tx, actor, head.id);
    const mayDeclare = mayDeclareFigure(actor, { companyId: head.companyId });
    const viewer = { personId: actor.personId, mayDeclare, mayVerify: mayDeclare, mayCorrectBaseline: mayCorrectBaseline(actor) };
    const title = `${messagesFor(actor.locale)('outcomes')('page.title', { reference: head.reference })} · Perspective PME`;
    return { head, sheet, viewer, title };
  });
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const form = await readForm(args.request, figureFormSchema);
  if (!form.ok) return form.reply;
  const caseId = args.params.caseId ?? '';
  const sent = { caseId, intent: form.intent, form: form.data };
  const outcome = await asActor(actor, (tx) => submitCaseFigure(tx, actor, sent, now()), form);
  if (!outcome.ok && outcome.reason === 'unreadable') {
    return refuseForm(form.values, undefined, { status: 422, errors: outcome.detail as Record<string, string> });
  }
  return answer(outcome, { done: () => redirect(`/cases/${caseId}/figures`), refused: FIGURE_REFUSED, values: form.values });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Perspective PME' }];

export default function FigureList() {
  const { head, sheet, viewer } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useMessages('outcomes');
  return (
    <>
      <CaseHead
        head={head}
        actions={
          <LinkButton to={`/cases/${head.id}`} icon={ArrowLeft}>
            {t('page.back')}
          </LinkButton>
        }
      />
      <Page>
        <CaseFigures sheet={sheet} caseId={head.id} viewer={viewer} reply={reply} />
      </Page>
    </>
  );
}
