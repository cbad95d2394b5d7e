import { Link } from '@remix-run/react';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages } from '~/i18n/use-messages';
import { classNames } from './class-names';
import { Icon } from './icon';

export function Page({ width, children }: { width?: 'narrow' | 'mid'; children: ReactNode }) {
  return <div className={classNames('page', width && `page--${width}`)}>{children}</div>;
}

/** The page's title, one sentence that says what matters in it, and its actions. */
export function PageHead({
  title,
  lede,
  before,
  actions,
}: {
  title: ReactNode;
  lede?: ReactNode;
  before?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="page-head">
      <div className="page-head__text">
        {before}
        <h1>{title}</h1>
        {lede ? <p className="lede">{lede}</p> : null}
      </div>
      {actions ? <div className="row">{actions}</div> : null}
    </div>
  );
}

/** The last step is the page itself and has no address. */
export function Breadcrumb({ steps }: { steps: readonly { to?: string; label: string }[] }) {
  const t = useMessages('ui');
  return (
    <nav className="breadcrumb" aria-label={t('breadcrumb')}>
      <ol>
        {steps.map(({ to, label }, index) => (
          <li key={to ?? label}>
            {index > 0 ? <Icon icon={ChevronRight} /> : null}
            {to ? <Link to={to}>{label}</Link> : <span aria-current="page">{label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function Count({ value, tone }: { value: ReactNode; tone?: 'late' | 'watch' }) {
  return <span className={classNames('count', tone && `count--${tone}`)}>{value}</span>;
}
