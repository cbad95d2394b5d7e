import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import type { CaseHealth } from './health.queries.server';
import { HealthMark } from './health-mark';
import { HealthReasons } from './health-reasons';

/** How a case stands and why, beside it; the numbers are one page away. Staff only. */
export function HealthCard({ health, caseId, today }: { health: CaseHealth; caseId: string; today: string }) {
  const t = useMessages('health');
  const f = useFormat();
  const isOld = health.on < today;
  return (
    <Card
      id="health"
      title={t('card.title')}
      aside={<HealthMark health={health.health} />}
      actions={<a href={`/cases/${caseId}/health`}>{t('card.how')}</a>}
      foot={<span className="meta">{t(isOld ? 'card.computed_old' : 'card.computed', { on: f.date(health.on) })}</span>}
    >
      <div className="stack stack--3">
        <Judgement health={health} />
        {health.reasons.length > 0 ? (
          <HealthReasons reasons={health.reasons} caseId={caseId} />
        ) : (
          <p className="muted">{t('card.no_reason')}</p>
        )}
      </div>
    </Card>
  );
}

/** A manager's word beside what is computed. */
export function Judgement({ health: { judgement, computed } }: { health: CaseHealth }) {
  const t = useMessages('health');
  const f = useFormat();
  if (!judgement) return null;
  return (
    <p>
      {t('judged', { name: judgement.byName ?? '', until: f.date(judgement.untilOn) })} {t('judged.reason', { reason: judgement.reason })}{' '}
      <span className="muted">{t('judged.computed', { health: t(`health.${computed}`) })}</span>
    </p>
  );
}
