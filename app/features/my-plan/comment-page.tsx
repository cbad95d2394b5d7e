import { Link } from '@remix-run/react';
import { CaseSteps } from '~/features/case-page/case-steps';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import type { LeaderCase } from './leader-case.queries.server';

type Props = { head: LeaderCase; act: 'return' | 'withdraw'; reply: FormReply | undefined };

/** Sends a plan back, or withdraws a request: the consequence in words, and what the team will read. */
export function CommentPage({ head, act, reply }: Props) {
  const t = useMessages('my_plan');
  const isWithdrawal = act === 'withdraw';
  const isOpen = isWithdrawal ? head.canWithdraw : head.canReturnPlan;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<CaseSteps name={head} here={t(`${act}.title`)} isForCompany />}
        title={t(`${act}.title`)}
        lede={isOpen ? t(`${act}.lede`, { title: head.title }) : undefined}
      />
      {isOpen ? <CommentForm head={head} act={act} reply={reply} /> : <NotOpen head={head} act={act} />}
    </div>
  );
}

function NotOpen({ head, act }: Pick<Props, 'head' | 'act'>) {
  const t = useMessages('my_plan');
  return (
    <Banner tone="watch" title={t(`${act}.not_open`)}>
      <p>
        <Link to={`/plan/cases/${head.id}`}>{t('case.back')}</Link>
      </p>
    </Banner>
  );
}

function CommentForm({ head, act, reply }: Props) {
  const t = useMessages('my_plan');
  const isWithdrawal = act === 'withdraw';
  return (
    <Card>
      <ServerForm reply={reply} className="stack stack--3">
        <ErrorSummary />
        <HiddenField name="version" value={head.version} />
        <TextArea
          name="comment"
          label={t(`${act}.comment`)}
          hint={t(`${act}.hint`)}
          rows={5}
          optional={isWithdrawal}
          required={!isWithdrawal}
        />
        <FormActions>
          <SubmitButton size="xl" kind={isWithdrawal ? 'danger-solid' : 'primary'}>
            {t(`${act}.submit`)}
          </SubmitButton>
          <Link className="btn btn--quiet" to={`/plan/cases/${head.id}${isWithdrawal ? '' : '/sign'}`}>
            {t(`${act}.cancel`)}
          </Link>
        </FormActions>
      </ServerForm>
    </Card>
  );
}
