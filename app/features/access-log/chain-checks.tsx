import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { Tag } from '~/ui/marks';
import type { ChainCheck } from './access-log.queries.server';

const FAULTS = ['changed', 'removed', 'added', 'reordered'] as const;

/** Whether what was sealed is still what it was, as the worker found it last night. */
export function ChainChecks({ checks }: { checks: readonly ChainCheck[] }) {
  const t = useMessages('access_log');
  const f = useFormat();
  return (
    <Card title={t('chain.title')}>
      {checks.length === 0 ? <p className="muted">{t('chain.never')}</p> : null}
      <ul className="stack stack--2">
        {checks.map(({ trail, checkedAt, entries, waiting, fault, faultBatch, faultEntry }) => (
          <li key={trail}>
            <Tag tone={fault ? 'late' : 'ok'}>{t(fault ? 'chain.broken' : 'chain.holds')}</Tag> <strong>{t(`chain.${trail}`)}</strong>
            <span className="sub">
              {t('chain.of', { entries: f.number(entries), waiting: f.number(waiting), at: f.dateTime(new Date(checkedAt)) })}
            </span>
            {fault ? (
              <span className="sub">
                {t(`chain.fault.${FAULTS.find((one) => one === fault) ?? 'seal'}`, {
                  batch: f.number(faultBatch ?? 0),
                  entry: faultEntry ?? '–',
                })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
