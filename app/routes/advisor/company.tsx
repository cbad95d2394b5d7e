import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { recordRead } from '~/access/access-log.server';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { enrolCompanySchema } from '~/features/companies/add-company.schema';
import { companyDoneOf } from '~/features/companies/company-done';
import { readCompanyPage } from '~/features/companies/company-page.queries.server';
import { ENROL_COMPANY_REFUSALS, enrolCompany } from '~/features/companies/enrol-company.server';
import { otherFigures } from '~/features/company-profile/annual-figures';
import { readCompany360 } from '~/features/company-profile/company-360.queries.server';
import { listCompanyFigures } from '~/features/outcomes/figures.queries.server';
import { mayAddContact } from '~/features/people/contact.policy';
import { listContacts } from '~/features/people/contacts.queries.server';
import { listCompanyProjects } from '~/features/projects/company-projects.queries.server';
import { now, today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import chartStyles from '~/ui/styles/small-line.css?url';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: chartStyles }];

const CompanyPage = later(async () => (await import('~/features/companies/company-page')).CompanyPage);
const ContactList = later(async () => (await import('~/features/people/contact-list')).ContactList);
const CompanyMain = later(async () => (await import('~/features/company-profile/company-columns')).CompanyMain);
const CompanyAside = later(async () => (await import('~/features/company-profile/company-columns')).CompanyAside);
const CompanyFiguresCard = later(async () => (await import('~/features/outcomes/company-figures-card')).CompanyFiguresCard);
const ConsentsCard = later(async () => (await import('~/features/privacy/consents-card')).ConsentsCard);
const CompanyProjectsCard = later(async () => (await import('~/features/projects/company-projects-card')).CompanyProjectsCard);

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.page.company.name} · Perspective PME` : 'Perspective PME' },
];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { companyId } = args.params;
  if (!isId(companyId)) throw notFound();
  const done = companyDoneOf(new URL(args.request.url).searchParams);
  const shown = await asReader(actor, async (tx) => {
    const page = await readCompanyPage(tx, actor, companyId, today());
    if (!page) throw notFound();
    const more = await readCompany360(tx, actor, page, today());
    const contacts = await listContacts(tx, actor, companyId, now());
    const figures = await listCompanyFigures(tx, actor, companyId);
    const projects = await listCompanyProjects(tx, actor, companyId);
    return { page, more, contacts, figures, projects, canAddContact: mayAddContact(actor, page.company), today: today(), done };
  });
  if (shown.more.difficulty) await recordRead(args.context, actor, 'restricted.read', ['company', companyId]);
  return shown;
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  const { companyId } = args.params;
  if (!isId(companyId)) throw notFound();
  const form = await readForm(args.request, enrolCompanySchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => enrolCompany(tx, actor, companyId, { ...form.data, today: today() }), form);
  return answer(outcome, {
    done: () => redirect(`/companies/${companyId}?done=enrolled`),
    refused: ENROL_COMPANY_REFUSALS,
    values: form.values,
  });
}

export default function Company() {
  const { page, more, contacts, figures, projects, canAddContact, today: on, done } = useLoaderData<typeof loader>();
  const { company } = page;
  const people = <ContactList companyId={company.id} contacts={contacts} canAdd={canAddContact} />;
  const figuresAndProjects = (
    <>
      <CompanyFiguresCard figures={otherFigures(figures)} />
      <CompanyProjectsCard projects={projects} />
    </>
  );
  return (
    <CompanyPage
      {...page}
      {...{ today: on, done, gaps: more.gaps, difficulty: more.difficulty, reply: useActionData<typeof action>() }}
      main={<CompanyMain company={company} more={more} figures={figuresAndProjects} people={people} />}
      aside={
        <>
          <CompanyAside company={company} more={more} today={on} />
          <ConsentsCard consents={more.records.consents} />
        </>
      }
    />
  );
}
