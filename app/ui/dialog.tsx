import { Link, type LinkProps } from '@remix-run/react';
import { X } from 'lucide-react';
import { type MouseEvent, type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react';
import { useMessages } from '~/i18n/use-messages';
import { classNames } from './class-names';
import { Icon } from './icon';

type DialogProps = { title: ReactNode; children: ReactNode; foot?: ReactNode };

function DialogContent({
  title,
  children,
  foot,
  titleId,
  close,
  heading: Heading,
}: DialogProps & { titleId: string; close?: () => void; heading: 'h1' | 'h2' }) {
  const t = useMessages('ui');
  return (
    <>
      <div className="dialog__head">
        <Heading id={titleId} className="t-h2">
          {title}
        </Heading>
        {close ? (
          <button type="button" className="btn btn--sm btn--icon" aria-label={t('close')} onClick={close}>
            <Icon icon={X} />
          </button>
        ) : null}
      </div>
      <div className="dialog__body">{children}</div>
      {foot ? <div className="dialog__foot">{foot}</div> : null}
    </>
  );
}

/** The same content as a page: what the link of a `DialogLink` leads to without JavaScript. */
export function DialogPage(props: DialogProps) {
  const titleId = useId();
  return (
    <section className="dialog dialog--static" aria-labelledby={titleId}>
      <DialogContent {...props} titleId={titleId} heading="h1" />
    </section>
  );
}

/**
 * A link to a real page that JavaScript opens as a modal dialog in its place. The content is mounted while it is open only, and
 * receives `close`; the native element keeps the focus inside and gives it back.
 */
export function DialogLink({
  className,
  title,
  label,
  foot,
  children,
  ...link
}: Omit<LinkProps, 'children' | 'title' | 'style'> & {
  title: ReactNode;
  label: ReactNode;
  foot?: (close: () => void) => ReactNode;
  children: (close: () => void) => ReactNode;
}) {
  const titleId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    setIsOpen(true);
  };
  return (
    <>
      <Link {...link} className={classNames('btn', className)} onClick={open} aria-haspopup="dialog">
        {label}
      </Link>
      {isOpen ? (
        <ModalElement dialogRef={dialog} titleId={titleId} onClose={() => setIsOpen(false)}>
          <DialogContent title={title} foot={foot?.(close)} titleId={titleId} close={close} heading="h2">
            {children(close)}
          </DialogContent>
        </ModalElement>
      ) : null}
    </>
  );
}

function ModalElement({
  dialogRef,
  titleId,
  onClose,
  children,
}: {
  dialogRef: Ref<HTMLDialogElement>;
  titleId: string;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <dialog ref={dialogRef} className="dialog" aria-labelledby={titleId} onClose={onClose}>
      {children}
    </dialog>
  );
}
