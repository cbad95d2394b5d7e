import { formatIdentifier } from '~/features/companies/siren';
import type { CompanyFacts } from '~/features/notes/notes.queries.server';
import type { Track } from '~/features/programmes/track';
import { TrackMark } from '~/features/programmes/track-mark';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';

/** The company beside its case: what tells it apart, and its other tracks. */
export function CompanyCard({ company, caseId }: { company: CompanyFacts; caseId: string }) {
  const t = useMessages('case_page');
  const c = useMessages('companies');
  const unknown = <span className="faint">{t('unknown')}</span>;
  const place = company.city && company.departmentCode ? `${company.city} (${company.departmentCode})` : company.city;
  return (
    <Card title={company.name} actions={<a href={`/companies/${company.id}`}>{t('company.open')}</a>}>
      <DefinitionList
        entries={[
          { term: t('company.siren'), value: company.siren ? <span className="tab-num">{formatIdentifier(company.siren)}</span> : unknown },
          { term: t('company.activity'), value: company.nafCode ?? unknown },
          { term: t('company.size'), value: company.sizeCategory ? c(`size.${company.sizeCategory}` as 'size.small') : unknown },
          { term: t('company.place'), value: place ?? unknown },
        ]}
      />
      {company.cases.length > 1 ? (
        <ul className="row" aria-label={t('company.tracks')}>
          {company.cases.map((one) => (
            <li key={one.id} className={one.isOpen ? undefined : 'faint'}>
              {one.id === caseId ? (
                <TrackMark track={one.track as Track} isStrong />
              ) : (
                <a href={`/cases/${one.id}`}>
                  <TrackMark track={one.track as Track} />
                </a>
              )}
              {one.isOpen ? null : <span className="meta"> {t('company.closed')}</span>}
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}
