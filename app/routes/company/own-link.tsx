import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { ledCompany } from '~/access/led-company.server';
import { requireActor } from '~/access/require-actor.server';
import { removeCapitalLinkSchema, saveCapitalLinkSchema } from '~/features/capital/save-capital-link.schema';
import {
  removeCapitalLink,
  SAVE_CAPITAL_LINK_FIELDS,
  SAVE_CAPITAL_LINK_REFUSALS,
  saveCapitalLink,
} from '~/features/capital/save-capital-link.server';
import { readOwnProfile } from '~/features/company-profile/own-profile.queries.server';
import { yearOf } from '~/features/programmes/paris-date';
import { messagesFor } from '~/i18n/messages.server';
import { useMessages } from '~/i18n/use-messages';
import { today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';
import { Page } from '~/ui/shell';

const CapitalLinkForm = later(async () => (await import('~/features/capital/capital-link-form')).CapitalLinkForm);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  const page = company && (await asReader(actor, (tx) => readOwnProfile(tx, actor, company.id, today())));
  if (!page) throw notFound();
  const { linkId } = args.params;
  const link = page.records.links.find(({ id }) => id === linkId) ?? null;
  if (linkId !== 'new' && !link) throw notFound();
  const t = messagesFor(actor.locale)('capital');
  const year = page.records.years.at(-1)?.year ?? yearOf(today()) - 1;
  return { companyId: page.company.id, link, year, title: link?.name ?? t('link.new'), lede: t('link.lede') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  const { linkId } = args.params;
  if (!company || (linkId !== 'new' && !isId(linkId))) throw notFound();
  const companyId = company.id;
  const done = () => redirect(`/plan/company?company=${companyId}&done=1#links`);
  const intent = (await args.request.clone().formData()).get('intent');
  if (intent === 'remove' && linkId !== 'new') {
    const form = await readForm(args.request, removeCapitalLinkSchema);
    if (!form.ok) return form.reply;
    const outcome = await asActor(actor, (tx) => removeCapitalLink(tx, actor, { companyId, linkId }, form.data), form);
    return answer(outcome, { done, refused: {}, values: form.values });
  }
  const form = await readForm(args.request, saveCapitalLinkSchema);
  if (!form.ok) return form.reply;
  const of = { companyId, linkId: linkId === 'new' ? null : linkId };
  const outcome = await asActor(actor, (tx) => saveCapitalLink(tx, actor, of, form.data, today()), form);
  return answer(outcome, { done, refused: SAVE_CAPITAL_LINK_REFUSALS, beside: SAVE_CAPITAL_LINK_FIELDS, values: form.values });
}

export default function OwnLink() {
  const { companyId, link, year, title, lede } = useLoaderData<typeof loader>();
  const t = useMessages('profile');
  const back = `/plan/company?company=${companyId}`;
  const reply = useActionData<typeof action>() as FormReply | undefined;
  return (
    <Page width="narrow">
      <div className="stack stack--4">
        <p className="meta">
          <Link to={back}>{t('own.link')}</Link>
        </p>
        <h1>{title}</h1>
        <p>{lede}</p>
        <CapitalLinkForm link={link} year={year} reply={reply} backTo={`${back}#links`} />
      </div>
    </Page>
  );
}
