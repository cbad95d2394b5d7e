import { CircleCheck, Info, type LucideIcon, OctagonX, TriangleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';

type CardProps = {
  id?: string;
  title?: ReactNode;
  /** Beside the title: a count, a progress. */
  aside?: ReactNode;
  /** At the end of the title's line. */
  actions?: ReactNode;
  foot?: ReactNode;
  /** The body touches the borders: a list of rows, a table. */
  isFlush?: boolean;
  heading?: 'h2' | 'h3';
  children: ReactNode;
};

/** A white surface about one thing. With a title it is a section of that name. */
export function Card({ id, title, aside, actions, foot, isFlush, heading: Heading = 'h2', children }: CardProps) {
  const titleId = useId();
  return (
    <section className={classNames('card', isFlush && 'card--flush')} id={id} aria-labelledby={title ? titleId : undefined}>
      {title ? (
        <div className="card__head">
          <Heading id={titleId}>{title}</Heading>
          {aside}
          {actions ? <span className="push row">{actions}</span> : null}
        </div>
      ) : null}
      <div className="card__body">{children}</div>
      {foot ? <div className="card__foot">{foot}</div> : null}
    </section>
  );
}

/** The one thing to do next: what, why, how long, by when, one button. */
export function ActionCard({
  eyebrow,
  title,
  children,
  action,
}: {
  eyebrow: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action: ReactNode;
}) {
  const titleId = useId();
  return (
    <section className="card card--action" aria-labelledby={titleId}>
      <p className="eyebrow">{eyebrow}</p>
      <h2 id={titleId}>{title}</h2>
      {children}
      {action}
    </section>
  );
}

/** Says what this place is, why it is empty and the one next thing. */
export function EmptyState({
  icon,
  title,
  children,
  action,
  heading: Heading = 'h2',
}: {
  icon: LucideIcon;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  heading?: 'h2' | 'h3';
}) {
  return (
    <div className="card empty">
      <Icon icon={icon} size="xl" />
      <Heading className="t-h2">{title}</Heading>
      {typeof children === 'string' ? <p>{children}</p> : children}
      {action}
    </div>
  );
}

const BANNER_ICON = { info: Info, ok: CircleCheck, watch: TriangleAlert, late: OctagonX } as const;

/** A message in the page, about what stands around it. */
export function Banner({
  tone = 'info',
  title,
  icon,
  children,
}: {
  tone?: keyof typeof BANNER_ICON;
  title?: ReactNode;
  icon?: LucideIcon;
  children?: ReactNode;
}) {
  return (
    <div className={`callout callout--${tone}`}>
      <Icon icon={icon ?? BANNER_ICON[tone]} />
      <div>
        {title ? <strong>{title}</strong> : null}
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
    </div>
  );
}

/** What has just happened, announced politely; `action` undoes it while that is possible. */
export function Notice({ children, action, isFixed = true }: { children: ReactNode; action?: ReactNode; isFixed?: boolean }) {
  return (
    <div role="status">
      {children ? (
        <div className={classNames('toast', isFixed && 'toast--fixed')}>
          <Icon icon={CircleCheck} />
          <span>{children}</span>
          {action}
        </div>
      ) : null}
    </div>
  );
}
