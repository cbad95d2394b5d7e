import type { ReactNode } from 'react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import type { ProjectPageContent } from './project-page.queries.server';

/** Label, funding request, calendar: what the file says of itself; what it doesn't say is left out. */
export function ProjectFacts(content: ProjectPageContent) {
  const t = useMessages('projects');
  const f = useFormat();
  const { project, lead, attempts, instrumentLabel, maxRate, rateSource, rateReadOn, territoryShare } = content;
  const rate =
    maxRate && rateSource && rateReadOn
      ? t('page.rate', { rate: f.percent(Number(maxRate) / 100), source: rateSource, on: f.date(rateReadOn) })
      : null;
  const work = project.startedOn
    ? project.endedOn
      ? t('page.dates_value', { from: f.date(project.startedOn), to: f.date(project.endedOn) })
      : t('page.dates_from', { from: f.date(project.startedOn) })
    : null;
  const entries: { term: string; value: ReactNode }[] = [
    {
      term: t('page.number'),
      value: project.labelNumber && project.labelledOn ? `${project.labelNumber} · ${f.date(project.labelledOn)}` : null,
    },
    { term: t('page.file'), value: project.fileNumber },
    { term: t('page.proposal'), value: project.proposalNumber },
    { term: t('page.endorsement'), value: t(`endorsement.${project.endorsement}`) },
    {
      term: t('list.leader'),
      value: project.leaderCompanyId ? <a href={`/companies/${project.leaderCompanyId}`}>{project.leaderName}</a> : project.leaderName,
    },
    { term: t('page.lead'), value: lead },
    { term: t('page.funder'), value: t(`funder.${project.funder}`) },
    { term: t('page.instrument'), value: instrumentLabel ? <Instrument label={instrumentLabel} rate={rate} /> : null },
    { term: t('page.cut_off'), value: project.cutOffOn ? f.date(project.cutOffOn) : null },
    { term: t('page.budget'), value: f.money(project.budgetCents) },
    { term: t('page.aid'), value: f.money(project.aidCents) },
    { term: t('page.territory'), value: territoryShare === null ? null : f.percent(territoryShare / 100) },
    { term: t('page.lead_cluster'), value: project.leadCluster },
    { term: t('page.co_labelling'), value: project.coLabellingClusters.length > 0 ? f.list(project.coLabellingClusters) : null },
    {
      term: t('page.trl'),
      value: project.trlFrom && project.trlTo ? t('page.trl_value', { from: project.trlFrom, to: project.trlTo }) : null,
    },
    { term: t('page.duration'), value: project.durationMonths ? t('page.duration_value', { n: project.durationMonths }) : null },
    { term: t('page.dates'), value: work },
    {
      term: t('page.jobs'),
      value:
        project.jobsAt3Years !== null && project.jobsAt5Years !== null
          ? t('page.jobs_value', { three: project.jobsAt3Years, five: project.jobsAt5Years })
          : null,
    },
    { term: t('page.ip'), value: project.ipAgreement ? t(`ip.${project.ipAgreement}`) : null },
    { term: t('page.dual_use'), value: project.isDualUse ? t('page.yes') : null },
    { term: t('page.family'), value: attempts.length > 1 ? <Attempts attempts={attempts} ownId={project.id} /> : null },
  ];
  return (
    <Card title={t('page.facts')}>
      <DefinitionList entries={entries.filter(({ value }) => value)} />
    </Card>
  );
}

function Instrument({ label, rate }: { label: string; rate: string | null }) {
  return (
    <>
      {label}
      {rate ? <p className="meta">{rate}</p> : null}
    </>
  );
}

function Attempts({ attempts, ownId }: { attempts: ProjectPageContent['attempts']; ownId: string }) {
  const t = useMessages('projects');
  return (
    <ul className="stack stack--1">
      {attempts.map(({ id, acronym, state }) => (
        <li key={id}>
          {id === ownId ? acronym : <a href={`/projects/${id}`}>{acronym}</a>} · {t(`state.${state}`)}
        </li>
      ))}
    </ul>
  );
}
