import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useMessages } from '~/i18n/use-messages';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FileField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';

const MEGABYTE = 1024 * 1024;
const ACCEPTED = '.pdf,.docx,.xlsx,.pptx,.odt,.ods,.png,.jpg,.jpeg,.webp,.csv,.txt';

type Props = { reply: FormReply | undefined; maxBytes: number; children?: ReactNode; actions: ReactNode };

/** A form that carries one file, after its other fields: they arrive first. With JavaScript it shows how far the file is. */
export function UploadForm({ reply, maxBytes, children, actions }: Props) {
  const t = useMessages('documents');
  const [tooLarge, setTooLarge] = useState(false);
  const sent = useSent();
  const max = Math.floor(maxBytes / MEGABYTE);
  const hold = (event: FormEvent) => {
    if (!tooLarge) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div onSubmitCapture={hold}>
      <ServerForm reply={reply} encType="multipart/form-data" className="stack stack--3" labels={{ file: t('file') }}>
        <ErrorSummary />
        {children}
        <FileField
          name="file"
          label={t('file')}
          hint={t('file.hint', { max })}
          accept={ACCEPTED}
          required
          {...(tooLarge ? { error: `documents:problem.too_large?max=${max}` } : {})}
          onChange={({ currentTarget }) => setTooLarge((currentTarget.files?.[0]?.size ?? 0) > maxBytes)}
        />
        {sent === null ? null : (
          <div className="stack stack--1">
            <progress value={sent} max={1} aria-label={t('file')} />
            <span className="meta" role="status">
              {sent < 1 ? t('progress', { percent: Math.floor(sent * 100) }) : t('progress.done')}
            </span>
          </div>
        )}
        {actions}
      </ServerForm>
    </div>
  );
}

/** The share of the file on its way that has left, or null. */
function useSent(): number | null {
  const [sent, setSent] = useState<number | null>(null);
  useEffect(() => {
    let stop = () => {};
    let isGone = false;
    void import('./watch-uploads').then(
      ({ watchUploads }) => {
        if (!isGone) stop = watchUploads(setSent);
      },
      // Without it the file is sent all the same.
      () => {},
    );
    return () => {
      isGone = true;
      stop();
    };
  }, []);
  return sent;
}
