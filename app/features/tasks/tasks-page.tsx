import { CaseSteps } from '~/features/case-page/case-steps';
import type { CaseName } from '~/features/cases/case-name.queries.server';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { ClassField } from '../confidentiality/class-field';
import type { FutureReaders } from '../confidentiality/readers.queries.server';
import { TASK_SIDES } from './task';
import { TaskList } from './task-list';
import type { TaskLine } from './tasks.queries.server';

type Props = { name: CaseName; tasks: readonly TaskLine[]; readers: FutureReaders; today: string; reply: FormReply | undefined };

/** The tasks of a case, and the form that adds one. */
export function TasksPage({ name, tasks, readers, today, reply }: Props) {
  const t = useMessages('tasks');
  const p = useMessages('programmes');
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead before={<CaseSteps name={name} here={t('title')} />} title={t('title.of', { reference: name.reference })} />
      <Card title={t('add')}>
        <ServerForm reply={reply} className="stack stack--3">
          <ErrorSummary />
          <TextField name="title" label={t('task')} maxLength={200} required />
          <RadioGroup
            name="side"
            label={t('side')}
            isInline
            choices={TASK_SIDES.map((side) => ({ value: side, label: p(`side.${side}`) }))}
          />
          <ClassField name="itemClass" readers={readers} companyName={name.companyName} />
          <DateField name="dueOn" label={t('due')} optional />
          <FormActions>
            <SubmitButton>{t('submit')}</SubmitButton>
            <a className="btn btn--quiet" href={`/cases/${name.id}#tasks`}>
              {t('back')}
            </a>
          </FormActions>
        </ServerForm>
      </Card>
      {tasks.length > 0 ? (
        <Card title={t('title')} isFlush>
          <TaskList caseId={name.id} tasks={tasks} today={today} />
        </Card>
      ) : null}
    </div>
  );
}
