import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';

/** The ten codes, this once. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  const t = useMessages('factors');
  return (
    <div className="page page--narrow stack stack--4">
      <div className="stack stack--1">
        <h1>{t('codes.title')}</h1>
        <p className="lede">{t('codes.what')}</p>
      </div>
      <p className="callout callout--watch" role="status">
        {t('codes.once')}
      </p>
      <ol className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>
        <LinkButton kind="primary" to="/account/second-factor">
          {t('codes.kept')}
        </LinkButton>
      </p>
    </div>
  );
}
