import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card, Notice } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import type { FormReply } from '~/ui/forms/form-reply';
import { AidCard } from '../aid/aid-card';
import { CapitalLinksCard } from '../capital/capital-links-card';
import { useCompanyWords } from '../companies/company-words';
import { formatIdentifier, vatNumber } from '../companies/siren';
import { ActivityForm } from './activity-form';
import { AnnualFiguresCard } from './annual-figures-card';
import type { OwnProfile } from './own-profile.queries.server';
import { OwnershipForm } from './ownership-form';
import { useProfileWords } from './profile-words';
import { EstablishmentsCard } from './records-cards';
import { ExportControlForm } from './restricted-section';

type Props = { profile: OwnProfile; today: string; isDone: boolean; reply: FormReply | undefined; projects: ReactNode };

/** What the cluster knows of a company, for its leader: what is theirs they correct here, the rest they read. */
export function OwnProfilePage({ profile, today, isDone, reply, projects }: Props) {
  const t = useMessages('profile');
  const d = useMessages('documents');
  const { company, records, annual, aid } = profile;
  const here = `/plan/company?company=${company.id}`;
  return (
    <div className="page page--mid stack stack--6">
      <div className="stack stack--2">
        <p className="meta">
          <Link to={`/plan?company=${company.id}`}>{t('own.back')}</Link>
        </p>
        <h1>{t('own.title')}</h1>
        <p className="lede">{t('own.lede', { name: company.name })}</p>
      </div>
      <Notice isFixed={false}>{isDone && !reply ? t('own.done') : null}</Notice>
      <OwnIdentity profile={profile} />
      <Card id="activity" title={t('own.activity')}>
        <ActivityForm activity={company} reply={reply} backTo={here} isForCompany intent="activity" />
      </Card>
      <Card id="ownership" title={t('own.ownership')}>
        <OwnershipForm ownership={company} reply={reply} backTo={here} isForCompany intent="ownership" />
      </Card>
      <CapitalLinksCard
        links={records.links}
        autonomy={company.autonomy}
        addressOf={(linkId) => `/plan/company/links/${linkId}?company=${company.id}`}
      />
      <Card id="export" title={t('export.title')}>
        <ExportControlForm exportControl={records.exportControl} reply={reply} />
      </Card>
      <AnnualFiguresCard {...annual} yearAddress="/plan/company/years" isForStaff={false} companyId={company.id} />
      <p>
        <Link to={`/plan/figures?company=${company.id}`}>{t('own.figures')}</Link>
      </p>
      <AidCard companyId={company.id} aid={aid} today={today} canEdit={false} />
      <EstablishmentsCard companyId={company.id} siren={company.siren} places={records.establishments} canEdit={false} />
      <Card id="documents" title={d('title')}>
        <Link to={`/plan/company/documents?company=${company.id}`}>{d('open')}</Link>
      </Card>
      {projects}
    </div>
  );
}

function OwnIdentity({ profile: { company, size } }: Pick<Props, 'profile'>) {
  const t = useMessages('profile');
  const c = useMessages('companies');
  const words = useCompanyWords();
  const { list } = useProfileWords();
  const f = useFormat();
  const { siren, sizeCategory } = company;
  const inUse = sizeCategory ? c(`size.${sizeCategory}`) : null;
  const isComputed = size.computed === sizeCategory && size.sinceYear !== null;
  const entries: [string, ReactNode][] = [
    [c('identity.siren'), siren ? formatIdentifier(siren) : company.foreignId],
    ...(siren ? ([[c('identity.vat'), vatNumber(siren)]] satisfies [string, string][]) : []),
    [c('identity.activity'), words.activity(company.nafCode)],
    [c('identity.place'), words.place(company) || null],
    [c('identity.das'), list([...(company.mainDas ? [company.mainDas] : []), ...company.secondaryDas], (das) => c(`das.${das}`))],
    [
      t('identity.size'),
      inUse === null ? null : (
        <>
          {isComputed ? t('identity.size_since', { size: inUse, year: String(size.sinceYear) }) : inUse}
          {isComputed && size.basis !== 'whole' ? <div className="meta">{t(`size.basis.${size.basis}`)}</div> : null}
          {size.publicShare === null ? null : (
            <div className="meta">{t('size.publicly_held', { share: f.percent(size.publicShare / 100, { min: 0, max: 2 }) })}</div>
          )}
        </>
      ),
    ],
  ];
  return (
    <Card title={company.name}>
      <DefinitionList
        entries={entries.map(([term, value]) => ({ term, value: value ?? <span className="faint">{c('identity.unknown')}</span> }))}
      />
    </Card>
  );
}
