import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { ledCompany } from '~/access/led-company.server';
import { requireActor } from '~/access/require-actor.server';
import { readOwnProfile } from '~/features/company-profile/own-profile.queries.server';
import { recordYearSchema } from '~/features/company-profile/record-year.schema';
import { RECORD_YEAR_REFUSALS, recordYear } from '~/features/company-profile/record-year.server';
import { messagesFor } from '~/i18n/messages.server';
import { useMessages } from '~/i18n/use-messages';
import { today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';
import { Page } from '~/ui/shell';

const YearForm = later(async () => (await import('~/features/company-profile/year-form')).YearForm);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  const profile = company && (await asReader(actor, (tx) => readOwnProfile(tx, actor, company.id, today())));
  if (!profile) throw notFound();
  const { yearId } = args.params;
  const year = profile.records.years.find(({ id }) => id === yearId) ?? null;
  if (yearId !== 'new' && !year) throw notFound();
  const t = messagesFor(actor.locale)('profile');
  return { companyId: company.id, year, title: year ? t('year.title', { year: String(year.year) }) : t('year.new') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  const { yearId } = args.params;
  if (!company || (yearId !== 'new' && !isId(yearId))) throw notFound();
  const form = await readForm(args.request, recordYearSchema);
  if (!form.ok) return form.reply;
  const of = { companyId: company.id, yearId: yearId === 'new' ? null : yearId };
  const outcome = await asActor(actor, (tx) => recordYear(tx, actor, of, form.data, today()), form);
  const done = () => redirect(`/plan/company?company=${company.id}&done=1#years`);
  return answer(outcome, { done, refused: RECORD_YEAR_REFUSALS, values: form.values });
}

export default function OwnYear() {
  const { companyId, year, title } = useLoaderData<typeof loader>();
  const t = useMessages('profile');
  const back = `/plan/company?company=${companyId}`;
  return (
    <Page width="narrow">
      <div className="stack stack--4">
        <p className="meta">
          <Link to={back}>{t('own.link')}</Link>
        </p>
        <h1>{title}</h1>
        <p>{t('year.lede')}</p>
        <YearForm year={year} reply={useActionData<typeof action>()} backTo={`${back}#years`} />
      </div>
    </Page>
  );
}
