import type { ReactNode } from 'react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import { Tag } from '~/ui/marks';
import type { SizeSummary } from '../company-profile/company-360.server';
import type { CompanyRecords } from '../company-profile/company-profile.queries.server';
import { isHeadcountBand } from '../company-profile/headcount-band';
import { useProfileWords } from '../company-profile/profile-words';
import type { CompanyRecord } from './company-page.queries.server';
import { useCompanyWords } from './company-words';
import { formatIdentifier, vatNumber } from './siren';

type Props = {
  company: CompanyRecord;
  records: Pick<CompanyRecords, 'group' | 'headcountBand' | 'exportControl' | 'difficulties'>;
  size: SizeSummary;
  today: string;
  /** Staff who keep the company read how its size was decided. */
  isKept: boolean;
};
type Line = [string, ReactNode];

/** Who a company is: its numbers, size, group, place and activity; what nobody knows says so. */
export function CompanyIdentity({ company, records, size, today, isKept }: Props) {
  const t = useMessages('companies');
  const p = useMessages('profile');
  const f = useFormat();
  const lines = [
    ...useNumbers(company),
    ...useStanding({ company, records, size, today, isKept }),
    ...usePlace(company),
    ...useActivity(company),
  ];
  return (
    <Card id="identity" title={t('identity.title')} aside={<span className="meta">{p('identity.as_of', { on: f.date(today) })}</span>}>
      <DefinitionList
        entries={lines.map(([term, value]) => ({ term, value: value ?? <span className="faint">{t('identity.unknown')}</span> }))}
      />
    </Card>
  );
}

/** A line only where there is something to say. */
const where = (term: string, value: ReactNode): Line[] => (value ? [[term, value]] : []);

function useNumbers(company: CompanyRecord): Line[] {
  const t = useMessages('companies');
  const p = useMessages('profile');
  const words = useCompanyWords();
  const { siren, headOfficeNic } = company;
  const numbers: Line[] = siren
    ? [
        [t('identity.siren'), formatIdentifier(siren)],
        [t('identity.vat'), vatNumber(siren)],
        [t('identity.head_office'), headOfficeNic ? formatIdentifier(siren + headOfficeNic) : null],
      ]
    : [[t('identity.foreign'), words.number(company)]];
  return [
    ...numbers,
    ...where(t('identity.acronym'), company.acronym),
    ...where(p('identity.trade_name'), company.tradeName),
    [t('identity.legal_form'), words.legalForm(company.legalFormCode)],
  ];
}

function useStanding({ company, records, size, isKept }: Props): Line[] {
  const t = useMessages('companies');
  const p = useMessages('profile');
  const f = useFormat();
  const words = useProfileWords();
  const { sizeCategory, sizeOverride } = company;
  const inUse = sizeCategory ? t(`size.${sizeCategory}`) : null;
  const computed = size.computed ? t(`size.${size.computed}`) : p('size.undecided');
  const said =
    inUse === null
      ? null
      : sizeOverride
        ? p('identity.size_overridden', { size: inUse, computed })
        : size.computed !== null && size.computed !== sizeCategory
          ? p('identity.size_differs', { size: inUse, computed })
          : size.sinceYear === null
            ? inUse
            : p('identity.size_since', { size: inUse, year: String(size.sinceYear) });
  const statuses = words.statuses(company);
  const difficulty = records.difficulties.find(({ untilOn }) => untilOn === null);
  const group = company.groupHeadSiren
    ? p('identity.group_named', { name: company.groupName ?? '', siren: formatIdentifier(company.groupHeadSiren) })
    : null;
  return [
    ...(company.memberCategory === 'company'
      ? ([
          [
            p('identity.size'),
            <>
              {said ?? <span className="faint">{t('identity.unknown')}</span>}{' '}
              {isKept ? <a href={`/companies/${company.id}/edit/size`}>{p('identity.why')}</a> : null}
              {inUse !== null && size.computed !== null && size.basis !== 'whole' ? (
                <div className="meta">{p(`size.basis.${size.basis}`)}</div>
              ) : null}
              {size.publicShare === null ? null : (
                <div className="meta">{p('size.publicly_held', { share: f.percent(size.publicShare / 100, { min: 0, max: 2 }) })}</div>
              )}
            </>,
          ],
          [p('identity.ownership'), company.autonomy === 'unknown' ? null : words.autonomy(company)],
        ] satisfies Line[])
      : []),
    ...where(p('identity.group'), group),
    ...where(
      p('identity.group_others'),
      records.group.length > 0
        ? records.group.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 ? ', ' : null}
              <a href={`/companies/${id}`}>{name}</a>
            </span>
          ))
        : null,
    ),
    ...where(p('identity.statuses'), statuses.join(' · ')),
    ...where(
      p('identity.export'),
      records.exportControl ? (
        <Tag tone={records.exportControl.status === 'not_concerned' ? 'ok' : 'watch'}>{p(`export.${records.exportControl.status}`)}</Tag>
      ) : null,
    ),
    ...where(p('difficulty.title'), difficulty ? <Tag tone="late">{p(`difficulty.${difficulty.level}`)}</Tag> : null),
    ...where(p('identity.band'), isHeadcountBand(records.headcountBand) ? p(`band.${records.headcountBand}`) : null),
    ...where(t('identity.insee'), company.inseeCategory),
    [t('identity.founded'), company.foundedOn ? f.date(company.foundedOn) : null],
    [t('identity.state'), company.administrativeState === 'ceased' ? t('identity.ceased') : t('identity.active')],
  ];
}

function usePlace(company: CompanyRecord): Line[] {
  const t = useMessages('companies');
  const p = useMessages('profile');
  const words = useCompanyWords();
  const profile = useProfileWords();
  const former = profile.formerRegionOf(company);
  const address = [company.streetAddress, [company.postcode, company.city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return [
    ...where(p('identity.address'), company.streetAddress ? address : null),
    [t('identity.place'), words.place(company) || null],
    ...where(p('identity.region'), former ? p('former_region_until', { region: former }) : null),
  ];
}

function useActivity(company: CompanyRecord): Line[] {
  const t = useMessages('companies');
  const p = useMessages('profile');
  const words = useCompanyWords();
  const { list } = useProfileWords();
  return [
    [t('identity.activity'), words.activity(company.nafCode)],
    [t('identity.das'), company.mainDas ? t(`das.${company.mainDas}`) : null],
    ...where(
      p('identity.secondary_das'),
      list(company.secondaryDas, (das) => t(`das.${das}`)),
    ),
    [p('identity.value_chain'), list(company.valueChain, (one) => p(`value_chain.${one}`))],
    ...where(
      p('identity.technologies'),
      list(company.technologies, (one) => p(`technology.${one}`)),
    ),
    ...where(
      p('identity.markets'),
      list(company.markets, (one) => p(`market.${one}`)),
    ),
  ];
}
