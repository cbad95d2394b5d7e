import { Form } from '@remix-run/react';
import { Check, CircleDashed, OctagonX, Square, SquareCheck } from 'lucide-react';
import { caseAddress } from '~/features/cases/case-address';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from '~/ui/icon';
import type { TaskLine } from './tasks.queries.server';

type Where = { caseId: string; today: string; isForCompany?: boolean };

/** Tasks with the press that settles each; blocked first. */
export function TaskList({ tasks, ...where }: Where & { tasks: readonly TaskLine[] }) {
  return (
    <ul className="rows rows--tight">
      {tasks.map((task) => (
        <TaskItem key={task.id} task={task} {...where} />
      ))}
    </ul>
  );
}

function TaskItem({ caseId, task, today, isForCompany }: Where & { task: TaskLine }) {
  const t = useMessages('tasks');
  const p = useMessages('programmes');
  const isOpen = task.state === 'open' || task.state === 'blocked';
  const to = `${caseAddress(caseId, isForCompany)}/tasks/${task.id}`;
  return (
    <li className="item" id={`task-${task.id}`}>
      {task.offered.includes('complete') ? (
        <Form method="post" action={to}>
          <input type="hidden" name="version" value={task.version} />
          <button
            type="submit"
            className="btn btn--icon btn--sm"
            name="move"
            value="complete"
            aria-label={t('complete.of', { title: task.title })}
          >
            <Icon icon={task.state === 'blocked' ? OctagonX : Square} />
          </button>
        </Form>
      ) : (
        <Icon icon={task.state === 'done' ? SquareCheck : isOpen ? CircleDashed : Check} />
      )}
      <span className="item__main">
        <a className={isOpen ? undefined : 'faint'} href={to}>
          {task.title}
        </a>
        <span className="meta">
          {p(`side.${task.side}`)}
          <WhatHappened task={task} />
        </span>
      </span>
      <span className="item__side">{isOpen ? <Due dueOn={task.dueOn} today={today} /> : null}</span>
    </li>
  );
}

function WhatHappened({ task }: { task: TaskLine }) {
  const t = useMessages('tasks');
  const f = useFormat();
  if (task.state === 'blocked' && task.blockedSince)
    return <span className="is-late"> · {t('blocked', { on: f.date(task.blockedSince), reason: task.reason ?? '' })}</span>;
  if (task.state === 'dropped') return <> · {task.reason ? t('dropped_why', { reason: task.reason }) : t('dropped')}</>;
  if (task.state === 'done' && task.doneOn)
    return <> · {task.doneBy ? t('done_by', { name: task.doneBy, on: f.date(task.doneOn) }) : t('done_on', { on: f.date(task.doneOn) })}</>;
  return null;
}

function Due({ dueOn, today }: { dueOn: string | null; today: string }) {
  const t = useMessages('tasks');
  const f = useFormat();
  if (!dueOn) return <span className="faint">{t('no_date')}</span>;
  return (
    <span className={dueOn < today ? 'is-late nowrap' : 'muted nowrap'} title={f.due(dueOn, today)}>
      {f.date(dueOn)}
    </span>
  );
}
