import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { mayRecordAid } from '~/features/aid/aid.policy';
import { findAid } from '~/features/aid/aid.queries.server';
import { correctAidSchema, recordAidSchema } from '~/features/aid/record-aid.schema';
import { correctAid, RECORD_AID_FIELDS, RECORD_AID_REFUSALS, recordAid } from '~/features/aid/record-aid.server';
import { findCompany } from '~/features/companies/company-page.queries.server';
import { instrumentChoices } from '~/features/instruments/instrument';
import { listInstrumentVersions } from '~/features/instruments/instruments.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const RecordFrame = later(async () => (await import('~/features/company-profile/section-frame')).RecordFrame);
const AidForm = later(async () => (await import('~/features/aid/aid-form')).AidForm);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId, grantId } = args.params;
  if (!isId(companyId) || (grantId !== 'new' && !isId(grantId))) throw notFound();
  return asReader(actor, async (tx) => {
    const company = await findCompany(tx, actor, companyId, today());
    if (!company || !mayRecordAid(actor, company)) throw notFound();
    const moments = grantId === 'new' ? [] : await findAid(tx, actor, companyId, grantId);
    if (!moments) throw notFound();
    const instruments = instrumentChoices(await listInstrumentVersions(tx, actor));
    const t = messagesFor(actor.locale)('aid');
    const kind = moments.length > 0 ? 'correct' : 'new';
    return { company, moments, instruments, today: today(), title: t(`${kind}.title`), lede: t(`${kind}.lede`) };
  });
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId, grantId } = args.params;
  if (!isId(companyId)) throw notFound();
  const answers = {
    done: () => redirect(`/companies/${companyId}?done=saved#aid`),
    refused: RECORD_AID_REFUSALS,
    beside: RECORD_AID_FIELDS,
  };
  if (grantId === 'new') {
    const form = await readForm(args.request, recordAidSchema);
    if (!form.ok) return form.reply;
    const outcome = await asActor(actor, (tx) => recordAid(tx, actor, companyId, form.data, today()), form);
    return answer(outcome, { ...answers, values: form.values });
  }
  if (!isId(grantId)) throw notFound();
  const form = await readForm(args.request, correctAidSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => correctAid(tx, actor, { companyId, grantId }, form.data, today()), form);
  return answer(outcome, { ...answers, values: form.values });
}

export default function CompanyAidLine() {
  const { company, title, lede, ...line } = useLoaderData<typeof loader>();
  return (
    <RecordFrame company={company} title={title} lede={lede}>
      <AidForm companyId={company.id} {...line} reply={useActionData<typeof action>() as FormReply | undefined} />
    </RecordFrame>
  );
}
