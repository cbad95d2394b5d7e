import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { applyRegisterImport, discardRegisterImport, IMPORT_REFUSALS } from '~/features/imports/apply-register-import.server';
import { mayImportRegister } from '~/features/imports/import.policy';
import { importActSchema } from '~/features/imports/import-act.schema';
import { readImportPage } from '~/features/imports/register.queries.server';
import { readImportQuery, readPicked } from '~/features/imports/register-query';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import kpiStyles from '~/ui/styles/kpis.css?url';

const ImportPage = later(async () => (await import('~/features/imports/import-page')).ImportPage);

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: kpiStyles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.head.fileName} · Perspective PME` : 'Perspective PME' },
];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  const { importId } = args.params;
  if (!isId(importId) || !mayImportRegister(actor)) throw notFound();
  const query = new URL(args.request.url).searchParams;
  const asked = readImportQuery(query);
  const page = await asReader(actor, (tx) => readImportPage(tx, actor, importId, asked));
  if (!page) throw notFound();
  return { ...page, beside: { after: asked.after, before: asked.before }, picked: readPicked(query) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  const { importId } = args.params;
  if (!isId(importId)) throw notFound();
  const form = await readForm(args.request, importActSchema);
  if (!form.ok) return form.reply;
  const command = form.intent === 'apply' ? applyRegisterImport : form.intent === 'discard' ? discardRegisterImport : null;
  if (!command) throw new Response(null, { status: 400 });
  const outcome = await asActor<{ importId: string }, 'not_found' | 'not_allowed' | 'not_previewed'>(
    actor,
    (tx) => command(tx, actor, importId, now()),
    form,
  );
  return answer(outcome, { done: () => redirect(`/register/imports/${importId}`), refused: IMPORT_REFUSALS, values: form.values });
}

export default function RegisterImport() {
  return <ImportPage {...useLoaderData<typeof loader>()} reply={useActionData<typeof action>()} />;
}
