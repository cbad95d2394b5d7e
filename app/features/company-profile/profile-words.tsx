import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { regionOfDepartment } from '../companies/company';
import { formerRegion, isTerritory, type Seat } from './region';

type Profile = {
  autonomy: 'autonomous' | 'partner' | 'linked' | 'unknown';
  autonomyDeclaredOn: string | null;
  jeiFrom: string | null;
  jeiUntil: string | null;
  cirFrom: string | null;
  cirUntil: string | null;
};

/** What codes of a profile are called, in the page's language. */
export function useProfileWords() {
  const t = useMessages('profile');
  const c = useMessages('companies');
  const f = useFormat();
  const period = (from: string | null, until: string | null) =>
    from === null
      ? null
      : until === null
        ? t('period.since', { from: f.date(from) })
        : t('period.between', { from: f.date(from), until: f.date(until) });
  const list = <K extends string>(codes: readonly K[], word: (code: K) => string) =>
    codes.length > 0 ? codes.map(word).join(' · ') : null;
  const department = (code: string) => {
    const region = regionOfDepartment(code);
    const name = isTerritory(code) ? t(`department.${code}`) : region ? c(`region.${region}` as 'region.93') : null;
    return name ? `${name} (${code})` : code;
  };
  const formerRegionOf = (seat: Seat) => {
    const before = formerRegion(seat);
    return before === null ? null : t(`former_region.${before}` as 'former_region.91');
  };
  const autonomy = ({ autonomy: kind, autonomyDeclaredOn }: Profile) =>
    autonomyDeclaredOn === null
      ? t(`autonomy.${kind}`)
      : t('autonomy.declared', { kind: t(`autonomy.${kind}`), on: f.date(autonomyDeclaredOn) });
  const statuses = ({ jeiFrom, jeiUntil, cirFrom, cirUntil }: Profile) =>
    [
      jeiFrom === null ? null : t('status.jei', { period: period(jeiFrom, jeiUntil) ?? '' }),
      cirFrom === null ? null : t('status.cir', { period: period(cirFrom, cirUntil) ?? '' }),
    ].filter((text) => text !== null);
  return { period, list, department, formerRegionOf, autonomy, statuses };
}
