import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readClusterFigures } from '~/features/cluster-figures/cluster-figures.queries.server';
import { recordableOf } from '~/features/cluster-figures/cluster-period';
import { recordClusterFigureSchema } from '~/features/cluster-figures/record-cluster-figure.schema';
import { submitClusterFigure } from '~/features/cluster-figures/submit-cluster-figure.server';
import { mayDeclareFigure } from '~/features/outcomes/figure.policy';
import { FIGURE_REFUSED } from '~/features/outcomes/figure-refused';
import { messagesFor } from '~/i18n/messages.server';
import { useMessages } from '~/i18n/use-messages';
import { now, today } from '~/platform/clock.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm, refuseForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';
import { Page, PageHead } from '~/ui/shell';

const ImpactTabs = later(async () => (await import('~/features/impact/section-tabs')).ImpactTabs);
const ClusterFiguresPage = later(async () => (await import('~/features/cluster-figures/cluster-figures-page')).ClusterFiguresPage);

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager', 'director');
  const metrics = await asReader(actor, (tx) => readClusterFigures(tx, actor));
  const mayRecord = mayDeclareFigure(actor, { companyId: null });
  return {
    metrics: metrics.map((metric) => ({ ...metric, ...recordableOf(metric, mayRecord ? actor.personId : null, today()) })),
    title: messagesFor(actor.locale)('cluster_figures')('title'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  const form = await readForm(args.request, recordClusterFigureSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => submitClusterFigure(tx, actor, { intent: form.intent, form: form.data }, now()), form);
  if (!outcome.ok && outcome.reason === 'unreadable') {
    return refuseForm(form.values, undefined, { status: 422, errors: outcome.detail as Record<string, string> });
  }
  const done = ({ observationId }: { observationId: string }) => redirect(`/figures/${observationId}`);
  return answer(outcome, { done, refused: FIGURE_REFUSED, values: form.values });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export default function ClusterFigures() {
  const { metrics, title } = useLoaderData<typeof loader>();
  const t = useMessages('cluster_figures');
  return (
    <Page>
      <div className="stack stack--4">
        <PageHead title={title} lede={t('lede')} />
        <ImpactTabs current="cluster" />
        <ClusterFiguresPage metrics={metrics} reply={useActionData<typeof action>()} />
      </div>
    </Page>
  );
}
