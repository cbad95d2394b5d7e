import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { requireActor } from '~/access/require-actor.server';
import { tokenOf } from '~/access/sessions.server';
import { spacesOf, switchSpace } from '~/access/sign-in.server';
import { messagesFor } from '~/i18n/messages.server';
import { useMessages } from '~/i18n/use-messages';
import { notFound } from '~/platform/http.server';
import { pageTitle } from '~/ui/page-title';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args);
  return {
    spaces: await spacesOf(actor.accountId),
    current: actor.clusterId,
    title: messagesFor(actor.locale)('navigation')('space.title'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args);
  const form = await args.request.formData();
  const cookie = await switchSpace(args.context, actor, tokenOf(args.request) ?? '', String(form.get('cluster') ?? ''));
  if (!cookie) throw notFound();
  throw redirect('/', { headers: { 'Set-Cookie': cookie } });
}

export default function Space() {
  const { spaces, current } = useLoaderData<typeof loader>();
  const t = useMessages('navigation');
  return (
    <div className="page page--narrow stack stack--4">
      <h1>{t('space.title')}</h1>
      <ul className="turn">
        {spaces.map((space) => (
          <li key={space.clusterId}>
            <Form method="post" reloadDocument>
              <input type="hidden" name="cluster" value={space.clusterId} />
              <button type="submit" className="btn btn--xl btn--block" aria-current={space.clusterId === current || undefined}>
                {space.clusterName}
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </div>
  );
}
