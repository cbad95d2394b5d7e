import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';

/** Names and their values; an entry without a value says so itself. */
export function DefinitionList({
  entries,
  isInline,
}: {
  entries: readonly { term: ReactNode; value: ReactNode; key?: string }[];
  isInline?: boolean;
}) {
  return (
    <dl className={classNames('dl', isInline && 'dl--inline')}>
      {entries.map(({ term, value, key }) =>
        isInline ? (
          <div key={key ?? String(term)}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ) : (
          <Pair key={key ?? String(term)} term={term} value={value} />
        ),
      )}
    </dl>
  );
}

function Pair({ term, value }: { term: ReactNode; value: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </>
  );
}

export type TimelineEntry = { key: string; icon: LucideIcon; tone?: 'ok' | 'late' | 'brand'; what: ReactNode; meta?: ReactNode };

/** What happened, newest first as given. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map(({ key, icon, tone, what, meta }) => (
        <li key={key}>
          <span className={classNames('timeline__dot', tone && `timeline__dot--${tone}`)}>
            <Icon icon={icon} />
          </span>
          <div>
            {what}
            {meta ? <p className="meta">{meta}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter(Boolean);
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return `${first?.[0] ?? ''}${last?.[0] ?? ''}`.toUpperCase();
}

/** Initials, decoration only: the name stands beside it. */
export function Avatar({ name, size, isCompany }: { name: string; size?: 'sm'; isCompany?: boolean }) {
  return (
    <span className={classNames('avatar', size && `avatar--${size}`, isCompany && 'avatar--company')} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

export function Person({ name, children }: { name: string; children?: ReactNode }) {
  return (
    <div className="person">
      <Avatar name={name} />
      <div>
        <strong>{name}</strong>
        {children ? <p className="meta">{children}</p> : null}
      </div>
    </div>
  );
}
