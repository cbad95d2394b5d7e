import { CaseSteps } from '~/features/case-page/case-steps';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Button, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { CheckboxField } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { FieldScope, ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import type { MilestonePage } from './milestones.queries.server';
import type { ShiftPreview } from './reschedule-milestone.server';

type Shown = Pick<MilestonePage, 'id' | 'version' | 'caseId' | 'companyName' | 'track' | 'position' | 'title' | 'dueOn'>;
type Props = { milestone: Shown; newDueOn: string | null; preview: ShiftPreview | null; reply: FormReply | undefined };

/** First the new date, then what would follow it with dates before and after; only then is anything moved. */
export function ReschedulePage({ milestone, newDueOn, preview, reply }: Props) {
  const t = useMessages('milestones');
  const f = useFormat();
  const { caseId, companyName, track, position, title, dueOn } = milestone;
  const heading = t('reschedule.title', { position });
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<CaseSteps name={{ id: caseId, companyName, track: track as 'strategy' }} here={heading} />}
        title={heading}
        lede={t('reschedule.lede', { title, on: dueOn ? f.date(dueOn) : t('no_date') })}
      />
      <Card>
        <form method="get" className="row row--end-fields">
          <FieldScope id="preview">
            <DateField name="dueOn" label={t('reschedule.date')} defaultValue={newDueOn ?? dueOn} />
            <Button type="submit">{t('reschedule.preview')}</Button>
          </FieldScope>
        </form>
      </Card>
      <Card title={t('reschedule.following')}>
        {preview && newDueOn ? (
          <ServerForm reply={reply} className="stack stack--3">
            <ErrorSummary />
            <HiddenField name="version" value={milestone.version} />
            <HiddenField name="dueOn" value={newDueOn} />
            <HiddenField name="seen" value={preview.seen} />
            <Followers preview={preview} caseId={caseId} />
            <TextArea name="reason" label={t('reschedule.reason')} rows={2} required />
            <FormActions>
              <SubmitButton>{t('reschedule.submit')}</SubmitButton>
              <a className="btn btn--quiet" href={`/cases/${caseId}#milestone-${milestone.id}`}>
                {t('form.cancel')}
              </a>
            </FormActions>
          </ServerForm>
        ) : (
          <p className="muted">{t('reschedule.ask_date')}</p>
        )}
      </Card>
    </div>
  );
}

function Followers({ preview: { followers }, caseId }: { preview: ShiftPreview; caseId: string }) {
  const t = useMessages('milestones');
  const p = useMessages('programmes');
  const f = useFormat();
  if (followers.length === 0) return <p className="muted">{t('reschedule.none')}</p>;
  const movable = followers.filter((one) => one.newDueOn !== null).length;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-wrap" aria-label={t('reschedule.after')} tabIndex={0}>
        <table className="table table--dense">
          <thead>
            <tr>
              <th scope="col">{t('reschedule.milestone')}</th>
              <th scope="col">{t('reschedule.before')}</th>
              <th scope="col">{t('reschedule.after')}</th>
            </tr>
          </thead>
          <tbody>
            {followers.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {one.caseId === caseId ? '' : `${p(`track.${one.track}` as 'track.strategy')} · `}
                  {one.position} · {one.title}
                </th>
                <td>{one.dueOn ? f.date(one.dueOn) : t('no_date')}</td>
                <td>
                  {one.newDueOn ? (
                    <strong>{f.date(one.newDueOn)}</strong>
                  ) : (
                    <span className="faint">{one.isMovable ? t('reschedule.stays') : t('reschedule.not_yours')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {movable > 0 ? (
        <CheckboxField name="shiftsFollowing" label={t('reschedule.shift', { count: movable })} hint={t('reschedule.done_stay')} />
      ) : null}
    </>
  );
}
