import { Link, type LinkProps } from '@remix-run/react';
import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { classNames } from './class-names';
import { useFormContext } from './forms/form-context';
import { INTENT_FIELD } from './forms/form-reply';
import { Icon } from './icon';

type Look = {
  kind?: 'primary' | 'quiet' | 'danger' | 'danger-solid';
  size?: 'sm' | 'xl';
  icon?: LucideIcon;
  isBlock?: boolean;
  children: ReactNode;
};

function look({ kind, size, isBlock }: Omit<Look, 'children'>): string {
  return classNames('btn', kind && `btn--${kind}`, size && `btn--${size}`, isBlock && 'btn--block');
}

type NativeButton = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style' | 'children'>;

export function Button({ kind, size, icon, isBlock, children, type = 'button', ...native }: Look & NativeButton) {
  return (
    <button {...native} type={type} className={look({ kind, size, isBlock })}>
      {icon ? <Icon icon={icon} /> : null}
      {children}
    </button>
  );
}

/** A button that is only a drawing; `label` is its name. */
export function IconButton({ icon, label, size, ...native }: { icon: LucideIcon; label: string; size?: 'sm' } & NativeButton) {
  return (
    <button type="button" {...native} className={classNames('btn', 'btn--icon', size && `btn--${size}`)} aria-label={label}>
      <Icon icon={icon} />
    </button>
  );
}

export function LinkButton({ kind, size, icon, isBlock, children, ...link }: Look & Omit<LinkProps, 'className' | 'style' | 'children'>) {
  return (
    <Link {...link} className={look({ kind, size, isBlock })}>
      {icon ? <Icon icon={icon} /> : null}
      {children}
    </Link>
  );
}

/** Sends the surrounding form; busy while it is on its way. `intent` tells several buttons of one form apart. */
export function SubmitButton({
  kind = 'primary',
  icon,
  intent,
  children,
  ...rest
}: Look & { intent?: string } & Omit<NativeButton, 'type' | 'name' | 'value'>) {
  const { size, isBlock, ...native } = rest;
  const form = useFormContext();
  const isPressed = form.isSending && (intent === undefined || form.sendingIntent === intent);
  const drawing = isPressed ? LoaderCircle : icon;
  return (
    <button
      {...native}
      type="submit"
      className={look({ kind, size, isBlock })}
      aria-busy={isPressed || undefined}
      {...(intent === undefined ? {} : { name: INTENT_FIELD, value: intent })}
    >
      {drawing ? <Icon icon={drawing} /> : null}
      {children}
    </button>
  );
}
