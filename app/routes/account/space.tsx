import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { chooseCompany, ledCompany } from '~/access/led-company.server';
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
  const spaces = (await spacesOf(actor.accountId)).map(({ clusterId, clusterName }) => ({ id: clusterId, name: clusterName }));
  const companies = actor.companies.map(({ id, name }) => ({ id, name }));
  const title = messagesFor(actor.locale)('navigation')('space.title');
  return { spaces, cluster: actor.clusterId, companies, company: ledCompany(actor, args.request)?.id, title };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args);
  const form = await args.request.formData();
  const companyId = form.get('company');
  const cookie =
    companyId === null
      ? await switchSpace(args.context, actor, tokenOf(args.request) ?? '', String(form.get('cluster') ?? ''))
      : chooseCompany(actor, String(companyId));
  if (!cookie) throw notFound();
  throw redirect(companyId === null ? '/' : '/plan', { headers: { 'Set-Cookie': cookie } });
}

export default function Space() {
  const { spaces, cluster, companies, company, title } = useLoaderData<typeof loader>();
  const t = useMessages('navigation');
  return (
    <div className="page page--narrow stack stack--6">
      <h1>{title}</h1>
      {companies.length > 1 ? <Choices name="company" title={t('company.switch')} choices={companies} current={company} /> : null}
      <Choices name="cluster" title={t('account.space')} choices={spaces} current={cluster} />
    </div>
  );
}

type ChoicesProps = {
  name: 'company' | 'cluster';
  title: string;
  choices: readonly { id: string; name: string }[];
  current: string | undefined;
};

function Choices({ name, title, choices, current }: ChoicesProps) {
  return (
    <section className="stack stack--2" aria-labelledby={name}>
      <h2 id={name}>{title}</h2>
      <ul className="turn">
        {choices.map((choice) => (
          <li key={choice.id}>
            <Form method="post" reloadDocument>
              <input type="hidden" name={name} value={choice.id} />
              <button type="submit" className="btn btn--xl btn--block" aria-current={choice.id === current || undefined}>
                {choice.name}
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
