import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { ledCompany } from '~/access/led-company.server';
import { requireActor } from '~/access/require-actor.server';
import { isTrack } from '~/features/programmes/track';
import { findRequestCompany, readRequestForm } from '~/features/requests/request-page.queries.server';
import { REQUEST_REFUSED } from '~/features/requests/request-refused';
import { saveRequest } from '~/features/requests/save-request.server';
import { submitRequest } from '~/features/requests/submit-request.server';
import { draftRequestSchema, supportRequestSchema } from '~/features/requests/support-request.schema';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';

const RequestForm = later(async () => (await import('~/features/requests/request-form')).RequestForm);
const SentRequest = later(async () => (await import('~/features/requests/request-form')).SentRequest);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/** Leaders at /requests/new and /requests/:requestId; staff at /companies/:companyId/request. */
async function asked(args: Args) {
  const isForCompany = args.params.companyId !== undefined;
  const actor = isForCompany ? await requireActor(args, 'advisor', 'manager') : await requireActor(args, 'leader');
  const url = new URL(args.request.url);
  const requestId = args.params.requestId ?? url.searchParams.get('draft') ?? undefined;
  const named = args.params.companyId ?? url.searchParams.get('company') ?? undefined;
  if ([requestId, named].some((id) => id !== undefined && !isId(id))) throw notFound();
  return { actor, url, requestId, named: named ?? (requestId ? undefined : ledCompany(actor, args.request)?.id) };
}

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const { actor, url, requestId, named } = await asked(args);
  const form = await asReader(actor, (tx) => readRequestForm(tx, actor, { companyId: named, requestId }));
  if (!form) throw notFound();
  const track = url.searchParams.get('track') ?? '';
  const title = `${messagesFor(actor.locale)('requests')('title')} · Perspective PME`;
  return { ...form, title, track: isTrack(track) ? track : null, isKept: url.searchParams.has('kept') };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, requestId, named } = await asked(args);
  const companyId = named ?? (await asReader(actor, (tx) => findRequestCompany(tx, actor, requestId)));
  if (!companyId) throw notFound();
  const intent = (await args.request.clone().formData()).get('intent');
  const target = { companyId, requestId };
  const here = (id: string) => (args.params.companyId ? `/companies/${companyId}/request?draft=${id}` : `/requests/${id}`);
  if (intent === 'save') {
    const form = await readForm(args.request, draftRequestSchema);
    if (!form.ok) return form.reply;
    const kept = await asActor(actor, (tx) => saveRequest(tx, actor, target, form.data), form);
    const to = (id: string) => `${here(id)}${args.params.companyId ? '&' : '?'}kept`;
    return answer(kept, { done: (value) => redirect(to(value.requestId)), refused: REQUEST_REFUSED, values: form.values });
  }
  const form = await readForm(args.request, supportRequestSchema);
  if (!form.ok) return form.reply;
  const sent = await asActor(actor, (tx) => submitRequest(tx, actor, target, form.data, now()), form);
  return answer(sent, { done: (value) => redirect(here(value.requestId)), refused: REQUEST_REFUSED, values: form.values });
}

export default function SupportRequest() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  if (page.sent && page.draft) return <SentRequest {...page.sent} {...page.draft} isForCompany={page.isForCompany} />;
  return <RequestForm {...page} reply={reply} />;
}
