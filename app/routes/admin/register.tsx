import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireUse } from '~/access/limits.server';
import { requireActor } from '~/access/require-actor.server';
import { mayImportRegister } from '~/features/imports/import.policy';
import { listImports, searchRegister } from '~/features/imports/register.queries.server';
import { readPicked, readRegisterQuery } from '~/features/imports/register-query';
import { messagesFor } from '~/i18n/messages.server';
import { notFound } from '~/platform/http.server';
import { later } from '~/ui/later';

const RegisterPage = later(async () => (await import('~/features/imports/register-page')).RegisterPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  if (!mayImportRegister(actor)) throw notFound();
  const query = new URL(args.request.url).searchParams;
  const asked = readRegisterQuery(query);
  if (asked.q) await requireUse('search', args, actor);
  const title = `${messagesFor(actor.locale)('register')('title')} · Perspective PME`;
  return asReader(actor, async (tx) => {
    const found = asked.q === '' ? null : await searchRegister(tx, actor, asked);
    return { ...asked, found, imports: await listImports(tx, actor), picked: readPicked(query), title };
  });
}

export default function Register() {
  return <RegisterPage {...useLoaderData<typeof loader>()} reply={undefined} uploadReply={undefined} />;
}
