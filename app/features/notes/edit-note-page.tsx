import { CaseSteps } from '~/features/case-page/case-steps';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { NoteDetails, NoteKindField, NoteTextField } from './note-fields';
import type { CompanyPerson, FoundNote } from './notes.queries.server';

type Props = {
  note: FoundNote & { companyName: string; track: string };
  people: readonly CompanyPerson[];
  today: string;
  reply: FormReply | undefined;
};

/** The author corrects a note, or takes up a draft again. */
export function EditNotePage({ note, people, today, reply }: Props) {
  const t = useMessages('notes');
  const isDraft = note.state === 'draft';
  const title = t(isDraft ? 'edit.draft_title' : 'edit.title');
  const name = { id: note.caseId, companyName: note.companyName, track: note.track as 'strategy' };
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead before={<CaseSteps name={name} here={title} />} title={title} lede={t('edit.lede')} />
      <Card>
        <ServerForm reply={reply} className="stack stack--3">
          <ErrorSummary />
          <HiddenField name="version" value={note.version} />
          <NoteKindField kind={note.kind} />
          <NoteTextField body={note.body} rows={8} />
          <p className="meta">{t('body_hint')}</p>
          <NoteDetails people={people} today={today} note={note} isOpen />
          <FormActions>
            <Button type="submit" kind="primary" name="keep" value="publish">
              {t(isDraft ? 'publish' : 'save_changes')}
            </Button>
            {isDraft ? (
              <Button type="submit" name="keep" value="draft">
                {t('save_draft')}
              </Button>
            ) : null}
            <a className="btn btn--quiet" href={`/cases/${note.caseId}#notes`}>
              {t('cancel')}
            </a>
          </FormActions>
        </ServerForm>
      </Card>
    </div>
  );
}
