import { Plus } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { Icon } from '~/ui/icon';
import { Count } from '~/ui/shell';
import { TaskList } from './task-list';
import type { TaskLine } from './tasks.queries.server';

export function TasksCard({
  caseId,
  tasks,
  today,
  mayAdd,
}: {
  caseId: string;
  tasks: readonly TaskLine[];
  today: string;
  mayAdd: boolean;
}) {
  const t = useMessages('tasks');
  const open = tasks.filter(({ state }) => state === 'open' || state === 'blocked').length;
  return (
    <Card
      id="tasks"
      title={t('title')}
      aside={tasks.length > 0 ? <Count value={t('count', { open, total: tasks.length })} /> : null}
      actions={
        mayAdd ? (
          <a className="btn btn--sm" href={`/cases/${caseId}/tasks`}>
            <Icon icon={Plus} />
            {t('add_button')}
          </a>
        ) : null
      }
      isFlush={tasks.length > 0}
    >
      {tasks.length > 0 ? <TaskList caseId={caseId} tasks={tasks} today={today} /> : <p className="muted">{t('empty')}</p>}
    </Card>
  );
}
