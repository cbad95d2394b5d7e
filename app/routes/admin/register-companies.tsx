import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useSearchParams } from '@remix-run/react';
import { asActor } from '~/access/acting.server';
import { internalPath, requireActor } from '~/access/require-actor.server';
import { pickUnitsSchema } from '~/features/companies/add-company.schema';
import { addFromRegister, PICK_UNITS_REFUSALS } from '~/features/companies/add-from-register.server';
import { PickRefusedPage } from '~/features/imports/pick-refused-page';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  return { title: `${messagesFor(actor.locale)('register')('title')} · Perspective PME` };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  const back = new URL(internalPath(new URL(args.request.url).searchParams.get('back'), '/register'), 'http://inside.invalid');
  const form = await readForm(args.request, pickUnitsSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => addFromRegister(tx, actor, form.data, today()), form);
  return answer(outcome, {
    done: ({ added, enrolled, companyId }) => {
      if (companyId) return redirect(`/companies/${companyId}`);
      back.searchParams.set('added', String(added));
      back.searchParams.set('enrolled', String(enrolled));
      return redirect(back.pathname + back.search);
    },
    refused: PICK_UNITS_REFUSALS,
    values: form.values,
  });
}

export default function RegisterCompanies() {
  const [query] = useSearchParams();
  return <PickRefusedPage back={internalPathShown(query.get('back'))} reply={useActionData<typeof action>()} />;
}

/** The list the press came from, only ever one of the register's. */
function internalPathShown(back: string | null): string {
  return back?.startsWith('/register') ? back : '/register';
}
