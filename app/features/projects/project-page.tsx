import type { ReactNode } from 'react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { ProgressStages, type Stage, Tag } from '~/ui/marks';
import { Breadcrumb } from '~/ui/shell';
import { ConsortiumCard } from './consortium-card';
import { DecisionsCard, FindingsCard, FundingCard } from './decision-cards';
import { PathCard } from './path-card';
import { OUTCOME_OF_STATE } from './project';
import { ProjectFacts } from './project-facts';
import type { ProjectPageContent } from './project-page.queries.server';
import { StateTag } from './project-words';

type Props = ProjectPageContent & { today: string };

/** One project: its file, its consortium, what was decided, what was granted, and its path when it is a structuring one. */
export function ProjectPage({ today, ...content }: Props) {
  const t = useMessages('projects');
  const companies = useMessages('companies');
  const { project, partners, path, sites } = content;
  return (
    <div className="page stack stack--4">
      <div className="page-head">
        <div className="page-head__text">
          <Breadcrumb steps={[{ to: '/projects', label: t('registry') }, { label: project.acronym }]} />
          <div className="case-head__title">
            <h1>{project.acronym}</h1>
            <StateTag state={project.state} outcome={OUTCOME_OF_STATE[project.state]} />
            <Tag>{t(`type.${project.type}`)}</Tag>
            <Tag>{companies(`das_short.${project.das}`)}</Tag>
          </div>
          <p className="lede">{project.title}</p>
          {project.attemptNo > 1 ? <p className="muted">{t('page.attempt', { n: project.attemptNo })}</p> : null}
        </div>
      </div>
      <LabelSteps project={project} />
      <div className="cols cols--60">
        <div className="stack stack--4">
          <Card title={t('page.summary')}>
            <p>{project.summary}</p>
            {project.isSummaryOnly ? <p className="muted">{t('page.summary_only')}</p> : null}
          </Card>
          {path.length > 0 ? <PathCard path={path} sites={sites} today={today} /> : null}
          {partners.length > 0 ? <ConsortiumCard project={project} partners={partners} /> : null}
          {content.secret ? <Secret summary={content.secret} risks={content.risks} /> : null}
        </div>
        <div className="stack stack--4">
          <ProjectFacts {...content} />
          {partners.length > 0 ? <FindingsCard findings={content.findings} /> : null}
          {project.isSummaryOnly ? null : <FundingCard funding={content.funding} />}
          {project.isSummaryOnly ? null : <DecisionsCard decisions={content.decisions} />}
        </div>
      </div>
    </div>
  );
}

function Secret({ summary, risks }: { summary: string; risks: string | null }): ReactNode {
  const t = useMessages('projects');
  return (
    <Card title={t('page.secret')} foot={t('page.secret_note')}>
      <p>{summary}</p>
      {risks ? (
        <>
          <h3>{t('page.risks')}</h3>
          <p>{risks}</p>
        </>
      ) : null}
    </Card>
  );
}

/** The file's way: deposit, admissibility, committee, label, funder, follow-up; each with its day. */
function LabelSteps({ project }: { project: ProjectPageContent['project'] }) {
  const t = useMessages('projects');
  const f = useFormat();
  const steps: [Parameters<typeof t>[0], string | null][] = [
    ['page.step.submitted', project.submittedOn ?? project.sentToFunderOn],
    ['page.step.admissible', project.admissibleOn],
    ['page.step.committee', project.committeeOn],
    ['page.step.labelled', project.labelledOn],
    ['page.step.funder', project.decidedOn],
    ['page.step.follow_up', project.startedOn],
  ];
  // A letter of support is no label: its proposal goes straight to the funder.
  const shown = project.endorsement === 'letter' ? steps.filter((_, index) => index === 0 || index > 3) : steps;
  const reached = shown.reduce((last, [, on], index) => (on ? index : last), -1);
  const isEnded = ['refused', 'inadmissible', 'withdrawn', 'not_funded', 'stopped', 'completed', 'follow_up'].includes(project.state);
  const stages: Stage[] = shown.map(([key, on], index) => ({
    key,
    label: t(key),
    meta: on ? f.date(on) : undefined,
    state: index <= reached ? 'done' : index === reached + 1 && !isEnded ? 'now' : 'next',
  }));
  return <ProgressStages stages={stages} label={t('page.steps')} />;
}
