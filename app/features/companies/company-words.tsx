import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { isLabelledActivity, isLabelledLegalForm, REGION_CODES } from './company';
import type { CompanyRecord } from './company-page.queries.server';
import { formatIdentifier } from './siren';

/** What codes of a company are called, in the page's language. */
export function useCompanyWords() {
  const t = useMessages('companies');
  const f = useFormat();
  const activity = (code: string | null) =>
    code === null ? null : isLabelledActivity(code) ? `${code} ${t(`naf.${code.replace('.', '_')}` as 'naf.26_70Z')}` : code;
  const legalForm = (code: string | null) =>
    code === null ? null : isLabelledLegalForm(code) ? t(`legal_form.${code}`) : t('legal_form_other', { code });
  const place = ({ city, departmentCode, regionCode }: Pick<CompanyRecord, 'city' | 'departmentCode' | 'regionCode'>) => {
    const town = [city, departmentCode ? `(${departmentCode})` : null].filter(Boolean).join(' ');
    const region = regionCode && REGION_CODES.includes(regionCode) ? t(`region.${regionCode}` as 'region.93') : null;
    return town && region ? t('place.in_region', { city: town, region }) : town || region;
  };
  const number = ({ siren, foreignId, countryCode }: Pick<CompanyRecord, 'siren' | 'foreignId' | 'countryCode'>) =>
    siren
      ? t('page.siren', { siren: formatIdentifier(siren) })
      : foreignId
        ? t('page.foreign', { id: foreignId, country: countryCode })
        : null;
  const standing = ({ standing, memberSince, trialUntil }: Pick<CompanyRecord, 'standing' | 'memberSince' | 'trialUntil'>) =>
    standing === 'member' && memberSince
      ? t('page.member_since', { year: memberSince.slice(0, 4) })
      : standing === 'trial' && trialUntil
        ? t('page.trial_until', { on: f.date(trialUntil) })
        : t(`standing.${standing}`);
  return { activity, legalForm, place, number, standing };
}
