import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { DIFFICULTIES, EXPORT_CONTROLS } from '../companies/profile-list';
import type { DifficultyPeriod, ExportStatement } from './company-profile.queries.server';
import { useProfileWords } from './profile-words';

type Props = { difficulties: DifficultyPeriod[]; exportControl: ExportStatement | null; today: string; reply: FormReply | undefined };

/** What only those who keep the company read: difficulty, judged by staff and never shown to it, and export control. */
export function RestrictedSection({ difficulties, exportControl, today, reply }: Props) {
  const t = useMessages('profile');
  const current = difficulties.find(({ untilOn }) => untilOn === null) ?? null;
  return (
    <>
      <Card title={t('difficulty.title')}>
        <Banner>{t('difficulty.who_reads')}</Banner>
        <DifficultyPeriods periods={difficulties} />
        <ServerForm
          reply={reply}
          intent="difficulty"
          className="stack stack--4"
          labels={{ level: t('difficulty.field'), fromOn: t('difficulty.from'), reason: t('difficulty.reason') }}
        >
          <ErrorSummary />
          <RadioGroup
            name="level"
            defaultValue={current?.level ?? 'none'}
            choices={(['none', ...DIFFICULTIES] as const).map((value) => ({ value, label: t(`difficulty.${value}`) }))}
          />
          <DateField name="fromOn" defaultValue={today} />
          <TextArea name="reason" hint={t('difficulty.reason_hint')} required />
          <FormActions>
            <SubmitButton>{t('difficulty.submit')}</SubmitButton>
          </FormActions>
        </ServerForm>
      </Card>
      <Card title={t('export.title')}>
        <ExportControlForm exportControl={exportControl} reply={reply} />
      </Card>
    </>
  );
}

function DifficultyPeriods({ periods }: { periods: readonly DifficultyPeriod[] }) {
  const t = useMessages('profile');
  const words = useProfileWords();
  if (periods.length === 0) return <p className="muted">{t('difficulty.never')}</p>;
  return (
    <ul className="rows rows--tight">
      {periods.map(({ id, level, reason, fromOn, untilOn, recordedBy }) => (
        <li key={id}>
          <strong>{t(`difficulty.${level}`)}</strong>{' '}
          <span className="meta">{[words.period(fromOn, untilOn), recordedBy].filter(Boolean).join(' · ')}</span>
          <p>{reason}</p>
        </li>
      ))}
    </ul>
  );
}

/** The company's word on export control, for its leader and for those who keep it. */
export function ExportControlForm({ exportControl, reply }: Pick<Props, 'exportControl' | 'reply'>) {
  const t = useMessages('profile');
  const f = useFormat();
  return (
    <ServerForm reply={reply} intent="export" className="stack stack--4" labels={{ status: t('export.field') }}>
      <ErrorSummary />
      <HiddenField name="version" value={exportControl?.version ?? 0} />
      {exportControl ? (
        <p className="meta">
          {t('export.stated', { on: f.date(exportControl.statedOn), name: exportControl.recordedBy ?? t('export.someone') })}
        </p>
      ) : null}
      <RadioGroup
        name="status"
        defaultValue={exportControl?.status ?? null}
        choices={EXPORT_CONTROLS.map((value) => ({ value, label: t(`export.${value}`) }))}
      />
      <FormActions>
        <SubmitButton>{t('export.submit')}</SubmitButton>
      </FormActions>
    </ServerForm>
  );
}
