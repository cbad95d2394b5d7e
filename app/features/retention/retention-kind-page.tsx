import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, NumberField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb, PageHead } from '~/ui/shell';
import type { RetentionKindPage as Kept, RetentionRun } from './retention.queries.server';
import { isRun, RETENTION } from './retention-kind';
import { RetentionState } from './retention-page';

type Props = { kept: Kept; reply: FormReply | undefined };

/** One kind of data: its term, a trial of it, turning it on, and what ran. */
export function RetentionKindPage({ kept, reply }: Props) {
  const t = useMessages('retention');
  const { kind, isOn } = kept;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<Breadcrumb steps={[{ to: '/admin/retention', label: t('title') }, { label: t(`kind.${kind}`) }]} />}
        title={t(`kind.${kind}`)}
        lede={t(`what.${kind}`)}
      />
      <p>
        <RetentionState kind={kind} isOn={isOn} />{' '}
        <span className="meta">
          {t('months', { months: kept.months })} · {t(`act.${RETENTION[kind].act}`)}
        </span>
      </p>
      <NextRun kept={kept} />
      <TrialCard kept={kept} reply={reply} />
      {isRun(kind) ? <TurnCard key={`${isOn} ${kept.months}`} kept={kept} reply={reply} /> : null}
      {kept.shut.length > 0 ? <ShutCard kept={kept} reply={reply} /> : null}
      <Runs runs={kept.runs} />
    </div>
  );
}

/** What the next run would concern, with its oldest few. */
function NextRun({ kept: { kind, found, examples } }: { kept: Kept }) {
  const t = useMessages('retention');
  const f = useFormat();
  return (
    <Card title={t('next.title')} aside={<span className="count">{f.number(found)}</span>}>
      {found === 0 ? <p className="muted">{t('next.none')}</p> : null}
      {found > 0 ? (
        <div className="stack stack--2">
          <p>{t('next.oldest', { shown: examples.length, found })}</p>
          <ul className="stack stack--1">
            {examples.map(({ id, since, name }) => (
              <li key={id}>
                {name ?? `…${id.slice(-8)}`} <span className="meta">{t(`since.${kind}`, { on: f.date(since) })}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  );
}

function MonthsField({ kept: { kind, months } }: { kept: Kept }) {
  const t = useMessages('retention');
  const { months: usual, least } = RETENTION[kind];
  return (
    <NumberField name="months" label={t('field.months')} hint={t('field.months_hint', { usual, least })} defaultValue={months} required />
  );
}

function TrialCard({ kept, reply }: Props) {
  const t = useMessages('retention');
  return (
    <Card title={t('trial.title')}>
      <ServerForm reply={reply} intent="try" className="stack stack--3" labels={{ months: t('field.months') }}>
        <ErrorSummary />
        <p className="muted">{t('trial.text')}</p>
        <HiddenField name="act" value="try" />
        <MonthsField kept={kept} />
        <FormActions>
          <SubmitButton>{t('trial.submit')}</SubmitButton>
        </FormActions>
      </ServerForm>
    </Card>
  );
}

function TurnCard({ kept, reply }: Props) {
  const t = useMessages('retention');
  const labels = { months: t('field.months'), reason: t('field.reason') };
  return (
    <Card title={t(kept.isOn ? 'turn.change' : 'turn.on')}>
      <div className="stack stack--4">
        <ServerForm reply={reply} intent="turn_on" className="stack stack--3" labels={labels}>
          <ErrorSummary />
          <p className="muted">{t(`turn.text.${RETENTION[kept.kind].act as 'delete'}`)}</p>
          <HiddenField name="act" value="turn_on" />
          <MonthsField kept={kept} />
          <TextArea name="reason" label={t('field.reason')} rows={2} required />
          <FormActions>
            <SubmitButton kind="primary">{t(kept.isOn ? 'turn.change_submit' : 'turn.on_submit')}</SubmitButton>
          </FormActions>
        </ServerForm>
        {kept.isOn ? (
          <ServerForm reply={reply} intent="turn_off" className="stack stack--3" labels={labels}>
            <h3>{t('turn.off')}</h3>
            <ErrorSummary />
            <HiddenField name="act" value="turn_off" />
            <TextArea name="reason" label={t('field.reason')} rows={2} required />
            <FormActions>
              <SubmitButton kind="danger">{t('turn.off_submit')}</SubmitButton>
            </FormActions>
          </ServerForm>
        ) : null}
      </div>
    </Card>
  );
}

/** Whoever the nightly run shut out comes in again by an administrator. */
function ShutCard({ kept: { shut }, reply }: Props) {
  const t = useMessages('retention');
  const f = useFormat();
  return (
    <Card title={t('shut.title')}>
      <ul className="stack stack--2">
        {shut.map(({ id, name, shutAt }) => (
          <li key={id} className="row row--between">
            <span>
              <strong>{name}</strong> <span className="meta">{t('shut.since', { on: f.dateTime(new Date(shutAt)) })}</span>
            </span>
            <ServerForm reply={reply} intent={id}>
              <ErrorSummary />
              <HiddenField name="act" value="let_in" />
              <HiddenField name="personId" value={id} />
              <SubmitButton kind="quiet">
                {t('shut.open')} <span className="sr-only">{name}</span>
              </SubmitButton>
            </ServerForm>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Runs({ runs }: { runs: readonly RetentionRun[] }) {
  const t = useMessages('retention');
  const f = useFormat();
  const columns: Column<RetentionRun>[] = [
    { key: 'at', label: t('runs.at'), cell: ({ at }) => f.dateTime(new Date(at)) },
    { key: 'what', label: t('runs.what'), cell: ({ isTrial, by }) => (isTrial ? t('runs.trial', { by: by ?? '–' }) : t('runs.night')) },
    { key: 'term', label: t('list.term'), cell: ({ months }) => t('months', { months }) },
    { key: 'found', label: t('runs.found'), isNumber: true, cell: ({ found }) => f.number(found) },
    { key: 'done', label: t('runs.done'), isNumber: true, cell: ({ isTrial, done }) => (isTrial ? '–' : f.number(done)) },
  ];
  return (
    <Card title={t('runs.title')} isFlush={runs.length > 0}>
      {runs.length === 0 ? (
        <p className="muted">{t('runs.none')}</p>
      ) : (
        <DataTable caption={t('runs.title')} columns={columns} rows={runs} rowKey={({ id }) => id} />
      )}
    </Card>
  );
}
