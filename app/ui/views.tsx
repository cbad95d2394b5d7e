import { Link } from '@remix-run/react';
import { ArrowLeft, ArrowRight, type LucideIcon, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from './icon';
import { Count } from './shell';

export type View = { to: string; label: string; isCurrent: boolean; count?: ReactNode; tone?: 'late' | 'watch'; icon?: LucideIcon };

/** Views of one page, each with its own address. */
export function Tabs({ views, label }: { views: readonly View[]; label: string }) {
  return (
    <nav className="tabs" aria-label={label}>
      {views.map((view) => (
        <Link key={view.to} to={view.to} aria-current={view.isCurrent ? 'page' : undefined} preventScrollReset>
          {view.label}
          {view.count === undefined ? null : <Count value={view.count} tone={view.tone} />}
        </Link>
      ))}
    </nav>
  );
}

/** Two to four ways to look at the same thing. */
export function Segmented({ views, label }: { views: readonly View[]; label: string }) {
  return (
    <nav className="segmented" aria-label={label}>
      {views.map((view) => (
        <Link key={view.to} to={view.to} aria-current={view.isCurrent ? 'page' : undefined} preventScrollReset>
          {view.icon ? <Icon icon={view.icon} /> : null}
          {view.label}
        </Link>
      ))}
    </nav>
  );
}

export type ActiveFilter = { label: string; without: string };

/** What the list leaves out, each with one press to bring it back. `clearTo` is the address without any filter. */
export function ActiveFilters({ filters, clearTo, children }: { filters: readonly ActiveFilter[]; clearTo: string; children?: ReactNode }) {
  const t = useMessages('ui');
  if (filters.length === 0 && !children) return null;
  return (
    <div className="row row--between chips">
      {filters.length > 0 ? (
        <div className="row">
          <Chips filters={filters} />
          <Link to={clearTo}>{t('clear_filters')}</Link>
        </div>
      ) : (
        <span />
      )}
      {children ? <div className="row">{children}</div> : null}
    </div>
  );
}

export function Chips({ filters }: { filters: readonly ActiveFilter[] }) {
  const t = useMessages('ui');
  return (
    <>
      {filters.map(({ label, without }) => (
        <span className="chip" key={without}>
          {label}{' '}
          <Link to={without} aria-label={t('remove_filter', { filter: label })}>
            <Icon icon={X} size="sm" />
          </Link>
        </span>
      ))}
    </>
  );
}

/** Pages follow one another by their last row, so there are neighbours and no numbers. */
export function Pager({
  summary,
  previous,
  next,
  label,
}: {
  summary: ReactNode;
  previous?: string | null;
  next?: string | null;
  label?: string;
}) {
  const t = useMessages('ui');
  if (!previous && !next) return <p className="pager">{summary}</p>;
  const neighbour = (to: string | null | undefined, text: string, icon: LucideIcon, rel: string) =>
    to ? (
      <Link className="btn btn--sm" to={to} rel={rel}>
        <Icon icon={icon} />
        {text}
      </Link>
    ) : null;
  return (
    <nav className="pager" aria-label={label ?? t('pager.label')}>
      <span>{summary}</span>
      <div>
        {neighbour(previous, t('pager.previous'), ArrowLeft, 'prev')}
        {neighbour(next, t('pager.next'), ArrowRight, 'next')}
      </div>
    </nav>
  );
}
