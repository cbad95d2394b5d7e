import { Plus } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import type { AnnualSummary } from './company-360.server';
import { YearsTable } from './years-table';

type Props = AnnualSummary & {
  /** Where a year is written; null for who may not. */
  yearAddress: string | null;
  /** Named in the addresses of a leader, who may have several. */
  companyId?: string;
  /** Staff open the history of a value. */
  isForStaff: boolean;
};

/** The financial years of a company: figures of the ledger with their trust, and what its closed years alone hold. */
export function AnnualFiguresCard({ figures, finding, charts, yearAddress, companyId, isForStaff }: Props) {
  const t = useMessages('profile');
  const { years } = figures;
  const found = years.flatMap(({ year, findings }) => findings.map((finding) => ({ key: `${year} ${finding}`, year, finding })));
  const yearAt = yearAddress ? (yearId: string) => `${yearAddress}/${yearId}${companyId ? `?company=${companyId}` : ''}` : null;
  const add = yearAt ? (
    <LinkButton size="sm" icon={Plus} to={yearAt('new')}>
      {t('years.add')}
    </LinkButton>
  ) : null;
  return (
    <Card id="years" isFlush={years.length > 0} title={finding ?? t('years.title')} actions={add}>
      {years.length === 0 ? <p className="muted">{t('years.none')}</p> : null}
      {charts.length > 0 ? (
        <div className="grid-2 rows__item">
          {charts.map(({ key, drawing, note }) => (
            <div key={key}>
              {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by our own server with every text escaped */}
              <figure dangerouslySetInnerHTML={{ __html: drawing }} />
              <p className="meta">{note}</p>
            </div>
          ))}
        </div>
      ) : null}
      {years.length > 0 ? <YearsTable years={years} yearAt={yearAt} isForStaff={isForStaff} /> : null}
      {found.length > 0 ? (
        <div className="rows__item">
          <Banner tone="watch" title={t('years.findings')}>
            <ul>
              {found.map(({ key, year, finding: what }) => (
                <li key={key}>{t(`finding.${what}`, { year: String(year) })}</li>
              ))}
            </ul>
          </Banner>
        </div>
      ) : null}
    </Card>
  );
}
