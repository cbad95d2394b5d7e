import { Form, Link, useLocation, useRouteLoaderData } from '@remix-run/react';
import {
  BookOpen,
  Building2,
  ChartLine,
  FlaskConical,
  FolderOpen,
  Gauge,
  House,
  LogOut,
  ScrollText,
  Search,
  SearchCheck,
  UserRound,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Actor } from '~/access/actor';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { Icon } from '~/ui/icon';
import type { Section } from './sections';
import { useSessionWarning } from './use-session-warning';

export type Viewer = Pick<Actor, 'givenName' | 'familyName' | 'email' | 'audience' | 'clusterName' | 'isDemo' | 'spaces'> & {
  /** The company whose eyes are borrowed, by its name. */
  viewing: string | null;
  sections: Section[];
  readsAudit: boolean;
  /** Until the sign-in ends by itself. */
  secondsLeft: number;
  /** Those they lead. */
  companies: { id: string; name: string }[];
};

const SECTION_ICON = {
  opened: FolderOpen,
  cases: FolderOpen,
  companies: Building2,
  projects: FlaskConical,
  register: BookOpen,
  impact: ChartLine,
  load: Gauge,
  plan: House,
  admin: Users,
} as const;

/** Who looks at the page, from the root's loader; undefined where that one failed. */
export function useSignedIn(): { viewer: Viewer | null; isDemo: boolean; reference: string | undefined } | undefined {
  return useRouteLoaderData('root');
}

/** The frame of every page: top bar, the page, footer. `about` says what its pages are about. */
export function PageFrame({ about, children }: { about?: ReactNode; children: ReactNode }) {
  const t = useMessages('navigation');
  const { viewer, isDemo } = useSignedIn() ?? { viewer: null, isDemo: false };
  const isStaff = viewer?.audience === 'staff';
  const Warning = useSessionWarning(viewer?.secondsLeft);
  return (
    <div className={isStaff ? 'advisor shell' : 'company shell'}>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      {Warning ? <Warning /> : null}
      <header className="topbar">
        <div className="topbar__in">
          <Link className="brand" to="/">
            <BrandMark />
            Perspective PME
          </Link>
          {viewer && viewer.sections.length > 0 ? <Sections sections={viewer.sections} /> : null}
          {about}
          <div className="topbar__tools">
            {isDemo ? <span className="demo-tag">{t('demo')}</span> : null}
            {isStaff ? (
              <Link className="search-link" to="/search">
                <Icon icon={Search} />
                <span>{t('search')}</span>
              </Link>
            ) : null}
            <LanguageSwitch />
            {viewer ? <AccountMenu viewer={viewer} /> : null}
          </div>
        </div>
      </header>
      {viewer?.viewing ? (
        <Form className="callout row" method="post" action="/view/end">
          {t('view.banner', { company: viewer.viewing })}
          <button type="submit" className="btn">
            {t('view.end')}
          </button>
        </Form>
      ) : null}
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">
        <span>{isDemo ? t('footer.demo') : (viewer?.clusterName ?? 'Perspective PME')}</span>
        <Link to="/your-data">{t('footer.your_data')}</Link>
      </footer>
    </div>
  );
}

/** Funding schemes have an address of their own and belong to the projects. */
function isWithin(pathname: string, section: Section): boolean {
  return pathname.startsWith(`/${section}`) || (section === 'projects' && pathname.startsWith('/instruments'));
}

function Sections({ sections }: { sections: Section[] }) {
  const t = useMessages('navigation');
  const { pathname } = useLocation();
  return (
    <nav className="nav" aria-label={t('sections')}>
      {sections.map((section) => (
        <Link
          key={section}
          to={section === 'admin' ? '/admin/people' : `/${section}`}
          aria-current={isWithin(pathname, section) ? 'page' : undefined}
        >
          <Icon icon={SECTION_ICON[section]} />
          <span>{t(`section.${section}`)}</span>
        </Link>
      ))}
    </nav>
  );
}

function LanguageSwitch() {
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const other = locale === 'fr' ? 'en' : 'fr';
  return (
    <Form method="post" action="/preferences" reloadDocument>
      <input type="hidden" name="back" value={pathname + search} />
      <button type="submit" className="lang" name="locale" value={other} lang={other}>
        {other === 'en' ? 'English' : 'Français'}
      </button>
    </Form>
  );
}

function AccountMenu({ viewer }: { viewer: Viewer }) {
  const t = useMessages('navigation');
  const name = `${viewer.givenName} ${viewer.familyName}`;
  return (
    <>
      <button type="button" className="avatar" {...{ popovertarget: 'account-menu' }}>
        <span aria-hidden="true">{(viewer.givenName[0] ?? '') + (viewer.familyName[0] ?? '')}</span>
        <span className="sr-only">{t('account.of', { name })}</span>
      </button>
      <div className="menu" id="account-menu" {...{ popover: 'auto' }}>
        <p className="menu__label">
          <strong>{name}</strong>
          <br />
          {viewer.email}
        </p>
        <ul>
          <li>
            <Link to="/account">
              <Icon icon={UserRound} />
              {t('account.link')}
            </Link>
          </li>
          {viewer.readsAudit ? (
            <li>
              <Link to="/audit">
                <Icon icon={ScrollText} />
                {t('audit')}
              </Link>
            </li>
          ) : null}
          {viewer.audience === 'staff' ? (
            <li>
              <Link to="/found-texts">
                <Icon icon={SearchCheck} />
                {t('found_texts')}
              </Link>
            </li>
          ) : null}
          {viewer.spaces > 1 ? (
            <li>
              <Link to="/space">
                <Icon icon={Building2} />
                {t('account.space')}
              </Link>
            </li>
          ) : null}
          <li>
            <Form method="post" action="/sign-out" reloadDocument>
              <button type="submit">
                <Icon icon={LogOut} />
                {t('account.sign_out')}
              </button>
            </Form>
          </li>
        </ul>
      </div>
    </>
  );
}

export function BrandMark() {
  return (
    <svg className="brand__mark" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" />
      <path d="M5 16.5 10 11l3.2 3.2L19 8" />
      <circle cx="19" cy="8" r="1.6" />
    </svg>
  );
}
