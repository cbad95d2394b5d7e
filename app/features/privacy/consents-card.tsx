import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import type { ConsentPurpose } from './consent';

/** What a company agrees to today, for its team. */
export function ConsentsCard({ consents }: { consents: readonly { purpose: ConsentPurpose; at: string }[] }) {
  const t = useMessages('privacy');
  const f = useFormat();
  return (
    <Card title={t('consent.of')}>
      {consents.length === 0 ? (
        <p className="muted">{t('consent.publication_none')}</p>
      ) : (
        <ul className="stack stack--1">
          {consents.map(({ purpose, at }) => (
            <li key={purpose}>{t('consent.since', { what: t(`consent.${purpose}`), on: f.dateTime(new Date(at)) })}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
