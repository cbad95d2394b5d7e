import { Lock, PenLine, Users } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { initialsOf } from '~/ui/facts';
import { Icon } from '~/ui/icon';
import type { NoteLine } from './notes.queries.server';

/** Notes, newest first, each with who may read it. */
export function NoteList({ caseId, notes }: { caseId: string; notes: readonly NoteLine[] }) {
  return (
    <ul className="rows">
      {notes.map((note) => (
        <NoteItem key={note.id} caseId={caseId} note={note} />
      ))}
    </ul>
  );
}

function NoteItem({ caseId, note }: { caseId: string; note: NoteLine }) {
  const t = useMessages('notes');
  const f = useFormat();
  const about = [
    t(`kind.${note.kind}`),
    f.date(note.happenedOn),
    ...(note.minutes ? [t('minutes_spent', { count: note.minutes })] : []),
    ...(note.contact ? [t('with', { name: note.contact })] : []),
  ];
  return (
    <li className="note" id={`note-${note.id}`}>
      <div className="note__head">
        <span className="avatar avatar--sm" aria-hidden="true">
          {initialsOf(note.author)}
        </span>
        <strong>{note.author}</strong>
        <span>{about.join(' · ')}</span>
        <Visibility note={note} />
      </div>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: note-text.server renders it from Markdown by an allow list */}
      <div className="note__text" dangerouslySetInnerHTML={{ __html: note.html }} />
      {note.can.edit || note.can.share ? (
        <p className="meta row">
          {note.can.edit ? <a href={`/cases/${caseId}/notes/${note.id}`}>{t('edit')}</a> : null}
          {note.can.share ? <a href={`/cases/${caseId}/notes/${note.id}/share`}>{t('share')}</a> : null}
        </p>
      ) : null}
    </li>
  );
}

function Visibility({ note }: { note: NoteLine }) {
  const t = useMessages('notes');
  const isShared = note.audience === 'company' && !note.isDraft;
  return (
    <span className={`visibility ${isShared ? 'visibility--shared' : 'visibility--internal'} push`}>
      <Icon icon={note.isDraft ? PenLine : isShared ? Users : Lock} size="sm" />
      {t(note.isDraft ? 'draft' : isShared ? 'audience.company' : 'audience.team')}
    </span>
  );
}
