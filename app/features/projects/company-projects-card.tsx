import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { Segments } from '~/ui/marks';
import type { CompanyProject } from './company-projects.queries.server';
import { segmentOf } from './path';
import { OUTCOME_OF_STATE } from './project';
import { StateTag } from './project-words';

type Props = {
  projects: CompanyProject[];
  /** The company's own people: the file of a project is the team's. */
  isForCompany?: boolean;
};

/** A company's projects: those it carries and those it takes part in, with the path of the structuring ones. */
export function CompanyProjectsCard({ projects, isForCompany = false }: Props) {
  const t = useMessages('projects');
  if (projects.length === 0)
    return (
      <Card title={t('card.title')}>
        <p className="muted">{t('card.none')}</p>
      </Card>
    );
  return (
    <Card
      id="projects"
      title={t('card.title')}
      aside={<span className="count">{projects.length}</span>}
      foot={isForCompany ? <span className="meta">{t('card.own_only')}</span> : undefined}
      isFlush
    >
      <ul className="rows rows--tight">
        {projects.map((project) => (
          <li className="item" key={project.id}>
            <ProjectLine project={project} isForCompany={isForCompany} />
            <StateTag state={project.state} outcome={OUTCOME_OF_STATE[project.state]} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ProjectLine({ project, isForCompany }: { project: CompanyProject; isForCompany: boolean }) {
  const t = useMessages('projects');
  const f = useFormat();
  const { id, acronym, title, type, isLeader, on, ownBudgetCents, steps, next } = project;
  const about = [
    t(isLeader ? 'card.leader' : 'card.partner'),
    t(`type.${type}`),
    ownBudgetCents === null ? null : t(isForCompany ? 'card.own_yours' : 'card.own', { budget: f.moneyShort(ownBudgetCents) }),
    on ? f.date(on) : null,
  ];
  return (
    <span className="item__main">
      {isForCompany ? (
        <strong>{acronym}</strong>
      ) : (
        <a className="link-quiet" href={`/projects/${id}`}>
          {acronym}
        </a>
      )}
      <span>{title}</span>
      <span className="meta">{about.filter(Boolean).join(' · ')}</span>
      {steps.length > 0 ? (
        <span className="row">
          <Segments steps={steps.filter((state) => state !== 'not_applicable').map(segmentOf)} label={t('structuring.progress_label')} />
          {next ? <span className="meta">{t('card.next', { title: next.title, on: next.due ? f.date(next.due) : 'none' })}</span> : null}
        </span>
      ) : null}
    </span>
  );
}
