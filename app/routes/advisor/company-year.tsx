import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { mayKeepProfile } from '~/features/company-profile/company-profile.policy';
import { readProfilePage } from '~/features/company-profile/profile-page.queries.server';
import { recordYearSchema } from '~/features/company-profile/record-year.schema';
import { RECORD_YEAR_REFUSALS, recordYear } from '~/features/company-profile/record-year.server';
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
const YearForm = later(async () => (await import('~/features/company-profile/year-form')).YearForm);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId, yearId } = args.params;
  const page = isId(companyId) ? await asReader(actor, (tx) => readProfilePage(tx, actor, companyId, today())) : null;
  if (!page || !mayKeepProfile(actor, page.company)) throw notFound();
  const year = page.records.years.find(({ id }) => id === yearId) ?? null;
  if (yearId !== 'new' && !year) throw notFound();
  const t = messagesFor(actor.locale)('profile');
  return { company: page.company, year, title: year ? t('year.title', { year: String(year.year) }) : t('year.new'), lede: t('year.lede') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId, yearId } = args.params;
  if (!isId(companyId) || (yearId !== 'new' && !isId(yearId))) throw notFound();
  const form = await readForm(args.request, recordYearSchema);
  if (!form.ok) return form.reply;
  const of = { companyId, yearId: yearId === 'new' ? null : yearId };
  const outcome = await asActor(actor, (tx) => recordYear(tx, actor, of, form.data, today()), form);
  const done = () => redirect(`/companies/${companyId}?done=saved#years`);
  return answer(outcome, { done, refused: RECORD_YEAR_REFUSALS, values: form.values });
}

export default function CompanyYear() {
  const { company, year, title, lede } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as FormReply | undefined;
  return (
    <RecordFrame company={company} title={title} lede={lede}>
      <YearForm year={year} reply={reply} backTo={`/companies/${company.id}#years`} />
    </RecordFrame>
  );
}
