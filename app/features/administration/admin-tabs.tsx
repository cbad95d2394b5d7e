import { useMessages } from '~/i18n/use-messages';
import { Tabs } from '~/ui/views';

const VIEWS = ['people', 'teams', 'sign-in', 'privacy', 'mail', 'access', 'retention'] as const;

/** The pages of an administrator. */
export function AdminTabs({ current }: { current: (typeof VIEWS)[number] }) {
  const t = useMessages('administration');
  return (
    <Tabs label={t('tabs')} views={VIEWS.map((view) => ({ to: `/admin/${view}`, label: t(`tab.${view}`), isCurrent: view === current }))} />
  );
}
