import { Link } from '@remix-run/react';
import { Network } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card, EmptyState } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, SelectField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { AdminTabs } from '../administration/admin-tabs';
import { type Branch, MOST_COUNTED, treeOf } from './team';
import type { TeamLine } from './teams.queries.server';

type Props = { teams: readonly TeamLine[]; isClosed: boolean; reply: FormReply | undefined };

/** The teams of the cluster, each under the one it belongs to. */
export function TeamsPage({ teams, isClosed, reply }: Props) {
  const t = useMessages('teams');
  const f = useFormat();
  const open = teams.filter(({ retiredOn }) => retiredOn === null);
  const closed = teams.filter(({ retiredOn }) => retiredOn !== null);
  return (
    <div className="page stack stack--4">
      <PageHead title={t('title')} lede={t('lede')} />
      <AdminTabs current="teams" />
      {isClosed ? <Banner tone="ok" title={t('closed.done')} /> : null}
      {open.length > 0 ? (
        <Card title={t('tree')}>
          <Tree branches={treeOf(open)} />
        </Card>
      ) : (
        <EmptyState icon={Network} title={t('none')} />
      )}
      <Card title={t('add.title')}>
        <ServerForm reply={reply} className="stack stack--3" labels={{ name: t('name'), parentId: t('parent') }}>
          <ErrorSummary />
          <TextField name="name" required />
          <SelectField
            name="parentId"
            placeholder={t('parent.top')}
            options={open.map(({ id, name }) => ({ value: id, label: name }))}
            optional
          />
          <FormActions>
            <SubmitButton>{t('add.submit')}</SubmitButton>
          </FormActions>
        </ServerForm>
      </Card>
      {closed.length > 0 ? (
        <details>
          <summary>{t('closed.title', { count: closed.length })}</summary>
          <ul className="stack stack--1">
            {closed.map(({ id, name, retiredOn }) => (
              <li key={id}>
                <Link to={`/admin/teams/${id}`}>{name}</Link>{' '}
                <span className="meta">{t('closed.on', { on: f.date(retiredOn ?? '') })}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

function Tree({ branches }: { branches: readonly Branch<TeamLine>[] }) {
  return (
    <ul className="tree">
      {branches.map(({ team, below }) => (
        <li key={team.id}>
          <Line team={team} />
          {below.length > 0 ? <Tree branches={below} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Line({ team: { id, name, members, leaders, cases } }: { team: TeamLine }) {
  const t = useMessages('teams');
  return (
    <>
      <Link to={`/admin/teams/${id}`}>{name}</Link>
      <p className="meta">
        {[
          t('members', { count: members }),
          t('cases', { count: Math.min(cases, MOST_COUNTED), isMore: cases > MOST_COUNTED ? 'yes' : 'no' }),
          ...(leaders.length > 0 ? [t('led_by', { names: leaders.join(', ') })] : []),
        ].join(' · ')}
      </p>
    </>
  );
}
