import { Pencil, Plus } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { Tag } from '~/ui/marks';
import { formatIdentifier } from '../companies/siren';
import type { Establishment, MembershipPeriod } from './company-profile.queries.server';
import { useProfileWords } from './profile-words';

/** Where a company works, its head office first; closed places last. */
export function EstablishmentsCard({
  companyId,
  siren,
  places,
  canEdit,
}: {
  companyId: string;
  siren: string | null;
  places: readonly Establishment[];
  canEdit: boolean;
}) {
  const t = useMessages('profile');
  const words = useProfileWords();
  const address = `/companies/${companyId}/establishments`;
  return (
    <Card
      id="establishments"
      isFlush
      title={t('places.title')}
      aside={<span className="meta">{places.length || null}</span>}
      actions={
        canEdit ? (
          <LinkButton size="sm" icon={Plus} to={`${address}/new`}>
            {t('places.add')}
          </LinkButton>
        ) : null
      }
    >
      {places.length === 0 ? (
        <p className="rows__item muted">{t('places.none')}</p>
      ) : (
        <ul className="rows rows--tight">
          {places.map((place) => (
            <li key={place.id} className="item">
              <div className="item__main">
                <span>
                  <strong>{place.name ?? place.city ?? t('places.unnamed')}</strong>{' '}
                  {place.isHeadOffice ? <Tag>{t('places.head_office')}</Tag> : null}{' '}
                  {place.untilOn ? <Tag tone="dash">{t('places.closed')}</Tag> : null}
                </span>
                <p className="meta">
                  {[
                    place.nic && siren ? formatIdentifier(siren + place.nic) : null,
                    place.streetAddress,
                    [place.postcode, place.city].filter(Boolean).join(' '),
                    place.departmentCode ? words.department(place.departmentCode) : null,
                    words.period(place.fromOn, place.untilOn),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              {canEdit ? (
                <LinkButton
                  kind="quiet"
                  size="sm"
                  icon={Pencil}
                  to={`${address}/${place.id}`}
                  aria-label={t('places.edit', { name: place.name ?? place.city ?? '' })}
                >
                  {t('edit')}
                </LinkButton>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** The periods of a company's membership, latest first. */
export function MembershipCard({
  companyId,
  periods,
  canEdit,
}: {
  companyId: string;
  periods: readonly MembershipPeriod[];
  canEdit: boolean;
}) {
  const t = useMessages('profile');
  return (
    <Card
      id="membership"
      isFlush
      title={t('membership.title')}
      actions={
        canEdit ? (
          <LinkButton size="sm" icon={Pencil} to={`/companies/${companyId}/edit/membership`}>
            {t('edit')}
          </LinkButton>
        ) : null
      }
    >
      <MembershipPeriods periods={periods} />
    </Card>
  );
}

export function MembershipPeriods({ periods }: { periods: readonly MembershipPeriod[] }) {
  const t = useMessages('profile');
  const c = useMessages('companies');
  const f = useFormat();
  if (periods.length === 0) return <p className="rows__item muted">{t('membership.none')}</p>;
  return (
    <ul className="rows rows--tight">
      {periods.map(({ id, status, fromOn, untilOn }) => (
        <li key={id} className="row row--between">
          <span>{c(`standing.${status}`)}</span>
          <span className="meta">
            {untilOn === null
              ? t('period.since', { from: f.date(fromOn) })
              : t('period.between', { from: f.date(fromOn), until: f.date(untilOn) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
