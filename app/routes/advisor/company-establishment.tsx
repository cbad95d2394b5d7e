import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { mayKeepProfile } from '~/features/company-profile/company-profile.policy';
import { readProfilePage } from '~/features/company-profile/profile-page.queries.server';
import { saveEstablishmentSchema } from '~/features/company-profile/save-establishment.schema';
import { SAVE_ESTABLISHMENT_REFUSALS, saveEstablishment } from '~/features/company-profile/save-establishment.server';
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
const EstablishmentForm = later(async () => (await import('~/features/company-profile/establishment-form')).EstablishmentForm);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId, establishmentId } = args.params;
  const page = isId(companyId) ? await asReader(actor, (tx) => readProfilePage(tx, actor, companyId, today())) : null;
  if (!page || !mayKeepProfile(actor, page.company)) throw notFound();
  const place = page.records.establishments.find(({ id }) => id === establishmentId) ?? null;
  if (establishmentId !== 'new' && !place) throw notFound();
  return { company: page.company, place, title: messagesFor(actor.locale)('profile')(place ? 'place.title' : 'place.new') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId, establishmentId } = args.params;
  if (!isId(companyId) || (establishmentId !== 'new' && !isId(establishmentId))) throw notFound();
  const form = await readForm(args.request, saveEstablishmentSchema);
  if (!form.ok) return form.reply;
  const of = { companyId, establishmentId: establishmentId === 'new' ? null : establishmentId };
  const outcome = await asActor(actor, (tx) => saveEstablishment(tx, actor, of, form.data), form);
  const done = () => redirect(`/companies/${companyId}?done=saved#establishments`);
  return answer(outcome, { done, refused: SAVE_ESTABLISHMENT_REFUSALS, values: form.values });
}

export default function CompanyEstablishment() {
  const { company, place, title } = useLoaderData<typeof loader>();
  return (
    <RecordFrame company={company} title={title}>
      <EstablishmentForm company={company} place={place} reply={useActionData<typeof action>() as FormReply | undefined} />
    </RecordFrame>
  );
}
