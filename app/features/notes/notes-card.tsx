import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { Count } from '~/ui/shell';
import { NoteComposer } from './composer';
import { NoteList } from './note-list';
import type { NotesCard as Notes } from './notes.queries.server';

type Props = { caseId: string; card: Notes; today: string; awaitsContact: boolean };

/** The latest notes of a case and the place to write the next. */
export function NotesCard({ caseId, card, today, awaitsContact }: Props) {
  const t = useMessages('notes');
  const { notes, total, future, people, company, can } = card;
  return (
    <Card
      id="notes"
      title={t('title')}
      aside={total > 0 ? <Count value={total} /> : null}
      isFlush
      foot={card.next ? <a href={`/cases/${caseId}/notes`}>{t('see_all', { count: total })}</a> : null}
    >
      {can.write ? (
        <NoteComposer
          caseId={caseId}
          companyName={company.name}
          readers={future}
          people={people}
          today={today}
          awaitsContact={awaitsContact}
        />
      ) : null}
      {notes.length > 0 ? <NoteList caseId={caseId} notes={notes} /> : <p className="card__note muted">{t('empty')}</p>}
    </Card>
  );
}
