import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { figureFormSchema } from '~/features/outcomes/figure-form.schema';
import { FIGURE_REFUSED } from '~/features/outcomes/figure-refused';
import { readFigurePage } from '~/features/outcomes/figure-view.queries.server';
import { submitFigure } from '~/features/outcomes/submit-case-figure.server';
import { messagesFor } from '~/i18n/messages.server';
import { useMessages } from '~/i18n/use-messages';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm, refuseForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { Breadcrumb, Page, PageHead } from '~/ui/shell';

const FigurePage = later(async () => (await import('~/features/outcomes/figure-page')).FigurePage);

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { observationId } = args.params;
  if (!isId(observationId)) throw notFound();
  const view = await asReader(actor, (tx) => readFigurePage(tx, actor, observationId));
  if (!view) throw notFound();
  const heading = messagesFor(actor.locale)('outcomes')('figure.title', { label: view.of.label, company: view.subjectName });
  return { view, heading, title: `${heading} · Perspective PME` };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const form = await readForm(args.request, figureFormSchema);
  if (!form.ok) return form.reply;
  const sent = { observationId: args.params.observationId ?? '', intent: form.intent, form: form.data };
  const outcome = await asActor(actor, (tx) => submitFigure(tx, actor, sent, now()), form);
  if (!outcome.ok && outcome.reason === 'unreadable') {
    return refuseForm(form.values, undefined, { status: 422, errors: outcome.detail as Record<string, string> });
  }
  return answer(outcome, { done: () => redirect(`/figures/${sent.observationId}`), refused: FIGURE_REFUSED, values: form.values });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Perspective PME' }];

export default function Figure() {
  const { view, heading } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const n = useMessages('navigation');
  return (
    <Page>
      <div className="stack stack--4">
        <PageHead
          before={
            <Breadcrumb
              steps={[
                ...(view.companyId
                  ? [
                      { to: '/companies', label: n('section.companies') },
                      { to: `/companies/${view.companyId}`, label: view.subjectName },
                    ]
                  : [{ to: '/impact/cluster', label: view.subjectName }]),
                { label: view.of.label },
              ]}
            />
          }
          title={heading}
        />
        <FigurePage view={view} reply={reply} />
      </div>
    </Page>
  );
}
