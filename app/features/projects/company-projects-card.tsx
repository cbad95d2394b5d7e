import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import type { CompanyProject } from './company-projects.queries.server';
import { OUTCOME_OF_STATE } from './project';
import { StateTag } from './project-words';

/** A company's projects: those it carries and those it takes part in. */
export function CompanyProjectsCard({ projects }: { projects: CompanyProject[] }) {
  const t = useMessages('projects');
  const f = useFormat();
  if (projects.length === 0)
    return (
      <Card title={t('card.title')}>
        <p className="muted">{t('card.none')}</p>
      </Card>
    );
  return (
    <Card title={t('card.title')} aside={<span className="count">{projects.length}</span>} isFlush>
      <ul className="rows rows--tight">
        {projects.map(({ id, acronym, title, isLeader, on, ownBudgetCents, state }) => (
          <li className="item" key={id}>
            <span className="item__main">
              <a className="link-quiet" href={`/projects/${id}`}>
                {acronym}
              </a>
              <span>{title}</span>
              <span className="meta">
                {[
                  t(isLeader ? 'card.leader' : 'card.partner'),
                  ownBudgetCents === null ? null : t('card.own', { budget: f.moneyShort(ownBudgetCents) }),
                  on ? f.date(on) : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <StateTag state={state} outcome={OUTCOME_OF_STATE[state]} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
