import { CaseSteps } from '~/features/case-page/case-steps';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import type { FormReply } from '~/ui/forms/form-reply';
import { PageHead } from '~/ui/shell';
import { NoteComposer } from './composer';
import { NoteList } from './note-list';
import type { NotesCard } from './notes.queries.server';

type Props = { caseId: string; card: NotesCard; today: string; isFirst: boolean; reply: FormReply | undefined };

/** Every note of a case, and the place to write one: where the composer lands when something must be corrected. */
export function NotesPage({ caseId, card, today, isFirst, reply }: Props) {
  const t = useMessages('notes');
  const { company, reference, track, future, people, notes, next, can } = card;
  const name = { id: caseId, companyName: company.name, track: track as 'strategy' };
  return (
    <div className="page page--mid stack stack--4">
      <PageHead before={<CaseSteps name={name} here={t('title')} />} title={t('title.of', { reference })} lede={t('lede')} />
      <Card
        isFlush
        foot={
          <span className="row">
            {isFirst ? null : <a href={`/cases/${caseId}/notes`}>{t('newest')}</a>}
            {next ? <a href={`/cases/${caseId}/notes?before=${next}`}>{t('older')}</a> : null}
            <a href={`/cases/${caseId}`}>{t('back')}</a>
          </span>
        }
      >
        {can.write && isFirst ? (
          <NoteComposer caseId={caseId} companyName={company.name} readers={future} people={people} today={today} reply={reply} />
        ) : null}
        {notes.length > 0 ? <NoteList caseId={caseId} notes={notes} /> : <p className="card__note muted">{t('empty')}</p>}
      </Card>
    </div>
  );
}
