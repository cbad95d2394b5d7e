import { CaseSteps } from '~/features/case-page/case-steps';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { DataTable } from '~/ui/data-table';
import { RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { HEALTH_WEIGHTS, type HealthPart, ON_TRACK_FROM, WATCH_FROM } from './health';
import type { HealthPage as Page } from './health.queries.server';
import { Judgement } from './health-card';
import { JUDGED_HEALTHS, MOST_OVERRIDE_DAYS } from './health-codes';
import { HealthMark } from './health-mark';
import { HealthReasons } from './health-reasons';

type Props = { page: Page; reply: FormReply | undefined };
const PARTS = Object.keys(HEALTH_WEIGHTS) as HealthPart[];

/** How the health of a case is computed, with its numbers, and where a manager judges otherwise. Staff only. */
export function HealthPage({ page, reply }: Props) {
  const t = useMessages('health');
  const p = useMessages('programmes');
  const { head, health } = page;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<CaseSteps name={head} here={t('page.title')} />}
        title={t('page.title')}
        lede={t('page.lede', { company: head.companyName, track: p(`track.${head.track}`) })}
      />
      {health ? <Standing page={page} health={health} /> : <Card>{t('page.none')}</Card>}
      {page.parts && page.score !== null ? <Parts parts={page.parts} score={page.score} /> : null}
      {page.can.judge ? <JudgeForm page={page} reply={reply} /> : null}
    </div>
  );
}

function Standing({ page, health }: { page: Page; health: NonNullable<Page['health']> }) {
  const t = useMessages('health');
  const f = useFormat();
  return (
    <Card
      title={t('page.now')}
      aside={<HealthMark health={health.health} />}
      foot={<span className="meta">{t(health.on < page.today ? 'card.computed_old' : 'card.computed', { on: f.date(health.on) })}</span>}
    >
      <div className="stack stack--3">
        <Judgement health={health} />
        {health.reasons.length > 0 ? (
          <HealthReasons reasons={health.reasons} caseId={page.head.id} />
        ) : (
          <p className="muted">{t('card.no_reason')}</p>
        )}
      </div>
    </Card>
  );
}

/** Each part with its weight and what it brings; the total; then what wins over it. */
function Parts({ parts, score }: { parts: Record<HealthPart, number>; score: number }) {
  const t = useMessages('health');
  const f = useFormat();
  const rows = PARTS.map((part) => ({ part, value: parts[part], weight: HEALTH_WEIGHTS[part] }));
  const percent = (value: number, decimals: 0 | 1 = 0) => f.percent(value / 100, decimals);
  return (
    <Card
      title={t('parts.title', { score })}
      isFlush
      foot={<span className="meta">{t('parts.rule', { onTrack: ON_TRACK_FROM, watch: WATCH_FROM, below: ON_TRACK_FROM - 1 })}</span>}
    >
      <DataTable
        caption={t('parts.caption')}
        rows={rows}
        rowKey={({ part }) => part}
        columns={[
          {
            key: 'part',
            label: t('parts.part'),
            cell: ({ part }) => (
              <>
                {t(`part.${part}`)}
                <span className="sub">{t(`part.${part}.what`)}</span>
              </>
            ),
          },
          { key: 'value', label: t('parts.value'), className: 'num', cell: ({ value }) => percent(value, 1) },
          { key: 'weight', label: t('parts.weight'), className: 'num muted', cell: ({ weight }) => percent(weight) },
          { key: 'points', label: t('parts.points'), className: 'num', cell: ({ value, weight }) => f.number((value * weight) / 100, 1) },
        ]}
      />
      <p className="card__note">{t('parts.overrides')}</p>
    </Card>
  );
}

function JudgeForm({ page: { health, can }, reply }: Props) {
  const t = useMessages('health');
  const seen = health?.judgement?.id ?? '';
  return (
    <Card title={t(seen ? 'judge.again' : 'judge.title')}>
      <div className="stack stack--4">
        <ServerForm
          reply={reply}
          className="stack stack--3"
          labels={{ health: t('judge.health'), reason: t('judge.reason'), untilOn: t('judge.until') }}
        >
          <ErrorSummary />
          <HiddenField name="act" value="judge" />
          <HiddenField name="seen" value={seen} />
          <RadioGroup name="health" choices={JUDGED_HEALTHS.map((value) => ({ value, label: <HealthMark health={value} /> }))} isInline />
          <TextArea name="reason" hint={t('judge.reason_hint')} rows={3} required />
          <DateField name="untilOn" hint={t('judge.until_hint', { days: MOST_OVERRIDE_DAYS })} required />
          <FormActions>
            <SubmitButton>{t('judge.save')}</SubmitButton>
          </FormActions>
        </ServerForm>
        {can.end ? (
          <ServerForm reply={undefined}>
            <HiddenField name="act" value="end" />
            <HiddenField name="seen" value={seen} />
            <SubmitButton kind="quiet">{t('judge.end')}</SubmitButton>
          </ServerForm>
        ) : null}
      </div>
    </Card>
  );
}
