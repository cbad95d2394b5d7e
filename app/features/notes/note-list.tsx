import { EyeOff, Lock, PenLine, Users } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { initialsOf } from '~/ui/facts';
import { Icon } from '~/ui/icon';
import type { NoteLine } from './notes.queries.server';

type Where = {
  caseId: string;
  isForCompany?: boolean;
  /** To whoever the case is opened to: to read, with no page about who else does. */
  isOpened?: boolean;
};

/** Notes, newest first, each with who may read it. */
export function NoteList({ caseId, notes, isForCompany = false, isOpened = false }: Where & { notes: readonly NoteLine[] }) {
  return (
    <ul className="rows">
      {notes.map((note) => (
        <NoteItem key={note.id} caseId={caseId} note={note} isForCompany={isForCompany} isOpened={isOpened} />
      ))}
    </ul>
  );
}

function NoteItem({ caseId, note, isForCompany, isOpened }: Where & { note: NoteLine }) {
  const c = useMessages('privacy');
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
      <p className="meta row">
        {note.can.edit ? <a href={`/cases/${caseId}/notes/${note.id}`}>{t('edit')}</a> : null}
        {note.can.share ? <a href={`/readers/note/${note.id}#share`}>{t('share')}</a> : null}
        {note.isDraft || isOpened ? null : <a href={`${isForCompany ? '/plan' : ''}/readers/note/${note.id}`}>{c('who')}</a>}
      </p>
    </li>
  );
}

const AUDIENCE_ICON = { company: Users, team: Lock, restricted: EyeOff };

function Visibility({ note }: { note: NoteLine }) {
  const t = useMessages('notes');
  const isShared = note.audience === 'company' && !note.isDraft;
  return (
    <span className={`visibility ${isShared ? 'visibility--shared' : 'visibility--internal'} push`}>
      <Icon icon={note.isDraft ? PenLine : AUDIENCE_ICON[note.audience]} size="sm" />
      {t(note.isDraft ? 'draft' : `audience.${note.audience}`)}
    </span>
  );
}
