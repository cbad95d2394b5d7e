import { useMessages } from '~/i18n/use-messages';

/** For a role that has nothing to read yet: what will appear here, and who publishes it. */
export function WelcomePage({ givenName, clusterName, role }: { givenName: string; clusterName: string; role: string }) {
  const t = useMessages('navigation');
  const kind = role === 'funder' ? 'funder' : 'none';
  return (
    <div className="page page--narrow stack stack--4">
      <h1>{t('welcome.title', { name: givenName })}</h1>
      <section className="empty stack stack--2">
        <h2>{t(`welcome.${kind}.title`)}</h2>
        <p>{t(`welcome.${kind}.text`, { cluster: clusterName })}</p>
      </section>
    </div>
  );
}
