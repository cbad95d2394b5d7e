import { Link } from '@remix-run/react';
import { EllipsisVertical, type LucideIcon } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';

export type MenuEntry =
  | {
      kind: 'link';
      to: string;
      label: ReactNode;
      icon?: LucideIcon;
      isDanger?: boolean;
      isCurrent?: boolean;
      lang?: string;
      reloadDocument?: boolean;
    }
  /** A form with one button, for an act: the caller gives the whole `<Form>`. */
  | { kind: 'form'; key: string; form: ReactNode }
  | { kind: 'separator'; key: string };

// React 18 passes unknown attributes through only in lower case.
const opens = (id: string) => ({ popovertarget: id }) as object;
const isPopover = { popover: 'auto' } as object;

/** A button that opens a list of links: a native popover, so it opens, closes and returns the focus without script. */
export function MenuButton({
  label,
  entries,
  trigger,
  className,
  icon,
}: {
  label: string;
  entries: readonly MenuEntry[];
  trigger?: ReactNode;
  className?: string;
  icon?: LucideIcon;
}) {
  const id = `menu${useId().replaceAll(':', '')}`;
  return (
    <>
      <button type="button" className={className ?? 'btn btn--icon'} {...opens(id)} aria-label={trigger ? undefined : label}>
        {trigger ?? <Icon icon={icon ?? EllipsisVertical} />}
      </button>
      <div className="menu" id={id} {...isPopover}>
        <ul aria-label={label}>
          {entries.map((entry) => (
            <MenuLine key={entry.kind === 'link' ? entry.to : entry.key} entry={entry} />
          ))}
        </ul>
      </div>
    </>
  );
}

function MenuLine({ entry }: { entry: MenuEntry }) {
  if (entry.kind === 'separator') return <li className="menu__sep" />;
  if (entry.kind === 'form') return <li>{entry.form}</li>;
  return (
    <li>
      <Link
        to={entry.to}
        className={classNames(entry.isDanger && 'menu__danger') || undefined}
        aria-current={entry.isCurrent ? 'true' : undefined}
        lang={entry.lang}
        hrefLang={entry.lang}
        reloadDocument={entry.reloadDocument}
      >
        {entry.icon ? <Icon icon={entry.icon} /> : null}
        {entry.label}
      </Link>
    </li>
  );
}
