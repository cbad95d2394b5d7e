import { Link } from '@remix-run/react';
import { CaseSteps } from '~/features/case-page/case-steps';
import { caseAddress } from '~/features/cases/case-address';
import type { CaseName } from '~/features/cases/case-name.queries.server';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import type { TaskMove } from './task';
import type { TaskLine } from './tasks.queries.server';

const WITH_REASON: readonly TaskMove[] = ['block', 'drop'];

type Props = { name: CaseName; task: TaskLine; reply: FormReply | undefined; isForCompany?: boolean };

/** One task: what it says, and what this person may do with it. */
export function TaskPage({ name, task, reply, isForCompany }: Props) {
  const t = useMessages('tasks');
  const plain = task.offered.filter((move) => !WITH_REASON.includes(move));
  const reasoned = task.offered.filter((move) => WITH_REASON.includes(move));
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead before={<CaseSteps name={name} here={t('page.title')} isForCompany={isForCompany} />} title={task.title} />
      <Card>
        <Facts task={task} isForCompany={isForCompany} />
      </Card>
      <Card title={t('acts')}>
        {task.offered.length === 0 ? <p className="muted">{t('nothing')}</p> : null}
        <ServerForm reply={reply} className="stack stack--3">
          <ErrorSummary />
          <HiddenField name="version" value={task.version} />
          {reasoned.length > 0 ? <TextArea name="reason" label={t('reason')} rows={2} hint={t('block.lede')} /> : null}
          <FormActions>
            {[...plain, ...reasoned].map((move, index) => (
              <Button key={move} type="submit" name="move" value={move} {...(index === 0 ? { kind: 'primary' as const } : {})}>
                {t(move)}
              </Button>
            ))}
            <a className="btn btn--quiet" href={`${caseAddress(name.id, isForCompany)}#task-${task.id}`}>
              {t('back')}
            </a>
          </FormActions>
        </ServerForm>
      </Card>
    </div>
  );
}

function Facts({ task, isForCompany }: Pick<Props, 'task' | 'isForCompany'>) {
  const c = useMessages('privacy');
  const t = useMessages('tasks');
  const p = useMessages('programmes');
  const f = useFormat();
  return (
    <DefinitionList
      entries={[
        { term: t('side'), value: p(`side.${task.side}`) },
        { term: t('due'), value: task.dueOn ? f.date(task.dueOn) : t('no_date') },
        {
          term: t('page.title'),
          value:
            task.state === 'blocked' && task.blockedSince
              ? t('blocked', { on: f.date(task.blockedSince), reason: task.reason ?? '' })
              : t(`state.${task.state}`),
        },
        { term: c('term'), value: <Link to={`${isForCompany ? '/plan' : ''}/readers/task/${task.id}`}>{c('who')}</Link> },
        ...(task.state === 'dropped' && task.reason ? [{ term: t('reason'), value: task.reason }] : []),
      ]}
    />
  );
}
