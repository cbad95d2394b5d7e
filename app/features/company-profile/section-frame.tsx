import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useMessages } from '~/i18n/use-messages';
import { Breadcrumb, PageHead } from '~/ui/shell';

const SECTIONS = {
  identity: '',
  activity: '/activity',
  ownership: '/ownership',
  size: '/size',
  restricted: '/restricted',
  membership: '/membership',
} as const;
export type Section = keyof typeof SECTIONS;

/** A section of a company's record: its place among the others, and one form. Membership is the manager's alone. */
export function SectionFrame({
  company,
  section,
  isManager,
  isReader = false,
  children,
}: {
  company: { id: string; name: string };
  section: Section;
  isManager: boolean;
  /** Reads this section alone. */
  isReader?: boolean;
  children: ReactNode;
}) {
  const t = useMessages('profile');
  const c = useMessages('companies');
  const steps = [
    { to: '/companies', label: c('title') },
    { to: `/companies/${company.id}`, label: company.name },
    { label: t(`section.${section}`) },
  ];
  const shown = (Object.keys(SECTIONS) as Section[]).filter((one) => one !== 'membership' || isManager);
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead before={<Breadcrumb steps={steps} />} title={c('edit.title', { name: company.name })} lede={t(`lede.${section}`)} />
      {isReader ? null : (
        <nav className="tabs tabs--wrap" aria-label={t('sections')}>
          {shown.map((one) => (
            <Link key={one} to={`/companies/${company.id}/edit${SECTIONS[one]}`} aria-current={one === section ? 'page' : undefined}>
              {t(`section.${one}`)}
            </Link>
          ))}
        </nav>
      )}
      {children}
    </div>
  );
}

/** A page about one record of a company: a year, a place, a line of aid. */
export function RecordFrame({
  company,
  title,
  lede,
  children,
}: {
  company: { id: string; name: string };
  title: string;
  lede?: string;
  children: ReactNode;
}) {
  const c = useMessages('companies');
  const steps = [{ to: '/companies', label: c('title') }, { to: `/companies/${company.id}`, label: company.name }, { label: title }];
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead before={<Breadcrumb steps={steps} />} title={title} lede={lede} />
      {children}
    </div>
  );
}
