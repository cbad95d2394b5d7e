import { TRACKS } from '~/features/programmes/track';
import { useMessages } from '~/i18n/use-messages';
import { DateField, SelectField } from '~/ui/forms/fields';
import { STAFF_ROLES } from './staff-role';

/** What the fields of a role are called. */
export function useRoleLabels() {
  const t = useMessages('administration');
  return {
    role: t('give.role'),
    programmeId: t('give.programme'),
    track: t('give.track'),
    fromOn: t('give.from'),
    untilOn: t('give.until'),
  };
}

/** A role, for whom it holds and how long. */
export function RoleFields({ programmes, today }: { programmes: readonly { id: string; name: string }[]; today: string }) {
  const t = useMessages('administration');
  const n = useMessages('navigation');
  const p = useMessages('programmes');
  return (
    <>
      <SelectField name="role" options={STAFF_ROLES.map((role) => ({ value: role, label: n(`role.${role}`) }))} required />
      <SelectField
        name="programmeId"
        hint={t('give.programme_hint')}
        placeholder={t('give.all_programmes')}
        options={programmes.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        name="track"
        hint={t('give.track_hint')}
        placeholder={t('give.no_track')}
        options={TRACKS.map((track) => ({ value: track, label: p(`track.${track}`) }))}
      />
      <div className="grid-2">
        <DateField name="fromOn" defaultValue={today} required />
        <DateField name="untilOn" optional />
      </div>
    </>
  );
}
