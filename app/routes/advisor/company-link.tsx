import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { removeCapitalLinkSchema, saveCapitalLinkSchema } from '~/features/capital/save-capital-link.schema';
import {
  removeCapitalLink,
  SAVE_CAPITAL_LINK_FIELDS,
  SAVE_CAPITAL_LINK_REFUSALS,
  saveCapitalLink,
} from '~/features/capital/save-capital-link.server';
import { mayKeepProfile } from '~/features/company-profile/company-profile.policy';
import { readProfilePage } from '~/features/company-profile/profile-page.queries.server';
import { yearOf } from '~/features/programmes/paris-date';
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
const CapitalLinkForm = later(async () => (await import('~/features/capital/capital-link-form')).CapitalLinkForm);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId, linkId } = args.params;
  const page = isId(companyId) ? await asReader(actor, (tx) => readProfilePage(tx, actor, companyId, today())) : null;
  if (!page || !mayKeepProfile(actor, page.company)) throw notFound();
  const link = page.records.links.find(({ id }) => id === linkId) ?? null;
  if (linkId !== 'new' && !link) throw notFound();
  const t = messagesFor(actor.locale)('capital');
  const year = page.records.years.at(-1)?.year ?? yearOf(today()) - 1;
  return { company: page.company, link, year, title: link?.name ?? t('link.new'), lede: t('link.lede') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId, linkId } = args.params;
  if (!isId(companyId) || (linkId !== 'new' && !isId(linkId))) throw notFound();
  const done = () => redirect(`/companies/${companyId}/edit/ownership#links`);
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

export default function CompanyLink() {
  const { company, link, year, title, lede } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as FormReply | undefined;
  return (
    <RecordFrame company={company} title={title} lede={lede}>
      <CapitalLinkForm link={link} year={year} reply={reply} backTo={`/companies/${company.id}/edit/ownership#links`} />
    </RecordFrame>
  );
}
