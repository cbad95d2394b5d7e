import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, SelectField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import type { AbsenceLine } from './profile.queries.server';

type Props = {
  page: { absences: readonly AbsenceLine[]; colleagues: readonly { id: string; name: string }[]; can: { setAbsence: boolean } };
  reply: FormReply | undefined;
};

/** When an advisor is away, and who answers meanwhile. */
export function AbsencesCard({ page, reply }: Props) {
  const t = useMessages('load');
  const f = useFormat();
  const { absences, can } = page;
  return (
    <Card id="absences" title={t('profile.absences')}>
      <div className="stack stack--4">
        {absences.length === 0 ? (
          <p className="muted">{t('profile.no_absences')}</p>
        ) : (
          <ul className="stack stack--2">
            {absences.map(({ id, fromOn, untilOn, coveredBy, version }) => (
              <li key={id} className="row row--between">
                {t('profile.absence', { from: f.date(fromOn), until: f.date(untilOn), cover: coveredBy ?? 'none' })}
                {can.setAbsence ? (
                  <ServerForm reply={reply} intent={id}>
                    <ErrorSummary />
                    <HiddenField name="act" value="present" />
                    <HiddenField name="absenceId" value={id} />
                    <HiddenField name="version" value={version} />
                    <SubmitButton kind="quiet">{t('profile.remove_absence')}</SubmitButton>
                  </ServerForm>
                ) : null}
              </li>
            ))}
          </ul>
        )}
        {can.setAbsence ? <AbsenceForm page={page} reply={reply} /> : null}
      </div>
    </Card>
  );
}

function AbsenceForm({ page: { colleagues }, reply }: Props) {
  const t = useMessages('load');
  return (
    <ServerForm
      reply={reply}
      intent="absence"
      className="stack stack--3"
      labels={{ absentFrom: t('profile.absence_from'), absentUntil: t('profile.absence_until'), coveredById: t('profile.cover') }}
    >
      <ErrorSummary />
      <HiddenField name="act" value="absence" />
      <DateField name="absentFrom" required />
      <DateField name="absentUntil" required />
      <SelectField
        name="coveredById"
        placeholder={t('profile.no_cover')}
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FormActions>
        <SubmitButton>{t('profile.add_absence')}</SubmitButton>
      </FormActions>
    </ServerForm>
  );
}
