import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { findCaseHead } from '~/features/cases/case-head.queries.server';
import { readPlanDocument } from '~/features/plans/plan-document.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { notFound } from '~/platform/http.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const PlanPage = later(async () => (await import('~/features/plans/plan-page')).PlanPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { caseId } = args.params;
  const asked = new URL(args.request.url).searchParams.get('version');
  const number = asked !== null && /^\d{1,4}$/.test(asked) ? Number(asked) : null;
  const found = await asReader(actor, async (tx) => {
    const document = await readPlanDocument(tx, actor, caseId, number);
    const head = document && (await findCaseHead(tx, actor, caseId));
    return head ? { document, head } : null;
  });
  if (!found) throw notFound();
  return { ...found, title: `${messagesFor(actor.locale)('plans')('title')} · ${found.document.reference}` };
}

export default function Plan() {
  const { document, head } = useLoaderData<typeof loader>();
  return <PlanPage document={document} head={head} />;
}
