import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  unstable_parseMultipartFormData,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { mayImportRegister } from '~/features/imports/import.policy';
import { previewFor, startRegisterImport } from '~/features/imports/preview-register-file.server';
import { type ReceivedFile, receiveRegisterFile } from '~/features/imports/receive-register-file.server';
import { listImports } from '~/features/imports/register.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { refuseForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';

const RegisterPage = later(async () => (await import('~/features/imports/register-page')).RegisterPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  if (!mayImportRegister(actor)) throw notFound();
  const title = `${messagesFor(actor.locale)('register')('title')} · Perspective PME`;
  return { imports: await asReader(actor, (tx) => listImports(tx, actor)), title };
}

/** The body is written to a file as it arrives, never held whole; a preview that takes longer goes on behind the page that shows it. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  if (!mayImportRegister(actor)) throw notFound();
  const file = await receivedFile(args.request);
  if (!file) return refuseForm({}, undefined, { status: 422, errors: { file: 'forms:errors.file_required' } });
  const started = await asActor(actor, (tx) => startRegisterImport(tx, actor, file));
  if (started.ok) await previewFor(1_500, actor, started.value.importId, file);
  return answer(started, { done: ({ importId }) => redirect(`/register/imports/${importId}`), refused: {} });
}

async function receivedFile(request: Request): Promise<ReceivedFile | null> {
  let received: ReceivedFile | null = null;
  if (!/^multipart\/form-data\b/i.test(request.headers.get('Content-Type') ?? '')) throw new Response(null, { status: 400 });
  await unstable_parseMultipartFormData(request, async ({ name, filename, data }) => {
    if (name === 'file' && filename && !received) received = await receiveRegisterFile(filename, data);
    else for await (const _chunk of data);
    return undefined;
  });
  return received;
}

export default function RegisterImports() {
  const { imports } = useLoaderData<typeof loader>();
  return (
    <RegisterPage
      q=""
      after={null}
      before={null}
      found={null}
      imports={imports}
      picked={null}
      reply={undefined}
      uploadReply={useActionData<typeof action>()}
    />
  );
}
