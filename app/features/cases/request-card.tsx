import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import type { CaseHead } from './case-head.queries.server';

/** What the company asked for, in its own words: open while the request is being decided, folded afterwards. */
export function RequestCard({ head }: { head: Pick<CaseHead, 'request' | 'submittedAt' | 'startedOn'> }) {
  const t = useMessages('cases');
  const f = useFormat();
  if (!head.request) return null;
  const { title, need, onBehalfNote, byName } = head.request;
  const words = (
    <>
      <p className="pre-line">{need}</p>
      {onBehalfNote ? <p className="pre-line meta">{t('request.on_behalf', { note: onBehalfNote })}</p> : null}
      <p className="meta">{t('request.by', { name: byName ?? '', on: f.date(f.isoDay(new Date(head.submittedAt))) })}</p>
    </>
  );
  return (
    <Card id="request" title={t('request.title')}>
      {head.startedOn ? (
        <details>
          <summary>{title || t('request.title')}</summary>
          <div className="stack stack--2">{words}</div>
        </details>
      ) : (
        <div className="stack stack--2">
          {title ? <strong>{title}</strong> : null}
          {words}
        </div>
      )}
    </Card>
  );
}
