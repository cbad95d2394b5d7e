import { useFigureWords } from '~/features/outcomes/figure-words';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, NumberField, SelectField } from '~/ui/forms/fields';
import { type FormReply, INTENT_FIELD } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { useTargetWords } from './plan-document';
import type { EditorTarget } from './plan-editor.queries.server';

const EXPORT_STATUSES = [0, 1, 2, 3] as const;

/** The figures the plan's milestones move, each with what the plan promises of it; the form of one opens below it. */
export function PlanTargets({ targets, reply }: { targets: readonly EditorTarget[]; reply: FormReply | undefined }) {
  const t = useMessages('plans');
  return (
    <Card id="targets" title={t('document.targets')} isFlush={targets.length > 0} foot={targets.length > 0 ? t('targets.lede') : null}>
      {targets.length === 0 ? (
        <p className="muted">{t('targets.none')}</p>
      ) : (
        <ul className="rows rows--tight">
          {targets.map((target) => (
            <li key={`${target.metric} ${target.value} ${target.dueOn}`}>
              <Target target={target} reply={reply?.values?.[INTENT_FIELD] === target.metric ? reply : undefined} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Target({ target, reply }: { target: EditorTarget; reply: FormReply | undefined }) {
  const t = useMessages('plans');
  const { label, value } = target;
  return (
    <details {...(reply ? { open: true } : {})}>
      <summary className="row row--between">
        <span className="strong">{label}</span>
        <span className="row">
          <Standing target={target} />
          <span className="btn btn--sm">{t(value === null ? 'targets.set' : 'targets.change')}</span>
        </span>
      </summary>
      <TargetForm target={target} reply={reply} />
    </details>
  );
}

function Standing({ target: { value, dueOn, unit, isLeftOver } }: { target: EditorTarget }) {
  const t = useMessages('plans');
  const f = useFormat();
  const words = useTargetWords();
  if (value === null || dueOn === null) return <span className="faint">{t('targets.unset')}</span>;
  return (
    <span>
      {t('targets.standing', { value: words({ unit, value }), on: f.date(dueOn) })}
      {isLeftOver ? <span className="meta"> {t('targets.left_over')}</span> : null}
    </span>
  );
}

function TargetForm({ target, reply }: { target: EditorTarget; reply: FormReply | undefined }) {
  const t = useMessages('plans');
  const { metric, label, value, isLeftOver } = target;
  const labels = { value: t('column.target'), dueOn: t('column.by') };
  return (
    <ServerForm reply={reply} intent={metric} className="stack stack--3" labels={labels} id={`target-${metric}`}>
      <ErrorSummary />
      {isLeftOver ? null : <Fields target={target} />}
      <FormActions>
        {isLeftOver ? null : (
          <Button type="submit" name="act" value="set" kind="primary" aria-label={t('targets.set_of', { label })}>
            {t('targets.save')}
          </Button>
        )}
        {value === null ? null : (
          <Button type="submit" name="act" value="remove" aria-label={t('targets.remove_of', { label })}>
            {t('targets.remove')}
          </Button>
        )}
      </FormActions>
    </ServerForm>
  );
}

function Fields({ target: { unit, value, dueOn, suggestedOn } }: { target: EditorTarget }) {
  const t = useMessages('plans');
  const o = useMessages('outcomes');
  const sign = useFigureWords().sign({ unit, kind: 'stock' });
  return (
    <div className="grid-2">
      {unit === 'export_status' ? (
        <SelectField
          name="value"
          label={t('column.target')}
          defaultValue={value === null ? null : String(value)}
          options={EXPORT_STATUSES.map((status) => ({ value: String(status), label: o(`export_status.${status}`) }))}
        />
      ) : (
        <NumberField name="value" label={t('column.target')} defaultValue={value} {...(sign ? { unit: sign } : {})} />
      )}
      <DateField name="dueOn" label={t('column.by')} defaultValue={dueOn ?? suggestedOn} />
    </div>
  );
}
