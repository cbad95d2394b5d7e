import { Link } from '@remix-run/react';
import { CaseSteps } from '~/features/case-page/case-steps';
import { PlanDocument } from '~/features/plans/plan-document';
import type { PlanDocument as Document } from '~/features/plans/plan-document.queries.server';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import type { LeaderCase } from './leader-case.queries.server';

type Props = { head: LeaderCase; document: Document; signatory: string; reply: FormReply | undefined };

/** The plan as it was sent, read on a phone, and below it the agreement of the company, or the way to ask for a change. */
export function SignPlanPage({ head, document, signatory, reply }: Props) {
  const t = useMessages('my_plan');
  return (
    <div className="page page--mid stack stack--4">
      <PageHead
        before={<CaseSteps name={head} here={t('sign.here')} isForCompany />}
        title={t(head.canSign ? 'turn.sign.title' : 'sign.read')}
        lede={head.canSign ? t('sign.lede') : undefined}
      />
      {head.canSign ? null : <Agreed head={head} />}
      <PlanDocument document={document} />
      {head.canSign ? <SignForm head={head} signatory={signatory} reply={reply} /> : null}
    </div>
  );
}

function Agreed({ head }: { head: LeaderCase }) {
  const t = useMessages('my_plan');
  if (head.state !== 'plan_to_sign') return null;
  if (head.plan?.isAgreedByCompany) return <Banner tone="ok" title={t('stands.agreed')} />;
  const names = head.signatories.join(', ');
  return names ? <Banner tone="info" title={t('sign.by_signatories', { company: head.companyName, names })} /> : null;
}

function SignForm({ head, signatory, reply }: Omit<Props, 'document'>) {
  const t = useMessages('my_plan');
  return (
    <Card id="sign" title={t('sign.title', { company: head.companyName })}>
      <ServerForm reply={reply} className="stack stack--3">
        <ErrorSummary />
        <HiddenField name="version" value={head.version} />
        <p>{t('sign.text')}</p>
        <TextField
          name="signatory"
          label={t('sign.signatory')}
          hint={t('sign.signatory_hint')}
          defaultValue={signatory}
          maxLength={200}
          autoComplete="name"
          required
        />
        <FormActions>
          <SubmitButton size="xl">{t('sign.submit')}</SubmitButton>
          {head.canReturnPlan ? (
            <Link className="btn btn--quiet" to={`/plan/cases/${head.id}/return`}>
              {t('return.link')}
            </Link>
          ) : null}
        </FormActions>
      </ServerForm>
    </Card>
  );
}
