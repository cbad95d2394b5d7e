import { Eye, EyeOff, Lock, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { SegmentedField } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Icon } from '~/ui/icon';
import { NamedReadersField } from '../confidentiality/class-field';
import { useReaderNames } from '../confidentiality/reader-names';
import type { FutureReaders } from '../confidentiality/readers.queries.server';
import { NoteDetails, NoteKindField, NoteTextField } from './note-fields';
import type { CompanyPerson } from './notes.queries.server';

type Props = {
  caseId: string;
  companyName: string;
  readers: FutureReaders;
  people: readonly CompanyPerson[];
  today: string;
  /** No exchange is logged yet: says what counts as one, with its fields in sight. */
  awaitsContact?: boolean;
  reply?: FormReply | undefined;
};

/** Writes a note on a case: internal unless shared, and it names who will read it either way. */
export function NoteComposer({ caseId, companyName, readers, people, today, awaitsContact = false, reply }: Props) {
  const t = useMessages('notes');
  return (
    <ServerForm action={`/cases/${caseId}/notes`} className="composer" id="note" reply={reply}>
      <ErrorSummary />
      <div className="row row--between">
        <SegmentedField
          name="audience"
          label={t('audience')}
          isLabelHidden
          defaultValue="team"
          choices={[
            { value: 'team', label: t('audience.team'), icon: <Icon icon={Lock} size="sm" /> },
            { value: 'company', label: t('audience.company'), icon: <Icon icon={Users} size="sm" /> },
            { value: 'restricted', label: t('audience.restricted'), icon: <Icon icon={EyeOff} size="sm" /> },
          ]}
        />
        <NoteKindField />
      </div>
      <NoteTextField describedBy="note-readers" />
      <Readers readers={readers} companyName={companyName} />
      <NamedReadersField readers={readers} />
      <p className="meta">{t('body_hint')}</p>
      {awaitsContact ? <p className="meta">{t('first_contact')}</p> : null}
      <NoteDetails people={people} today={today} isOpen={awaitsContact || Boolean(reply)} />
      <div className="row row--end">
        <Button type="submit" size="sm" kind="quiet" name="keep" value="draft">
          {t('save_draft')}
        </Button>
        <Button type="submit" size="sm" kind="primary" name="keep" value="publish">
          {t('save')}
        </Button>
      </div>
    </ServerForm>
  );
}

// Every sentence is sent; the style sheet shows the one of the chosen audience, so it is true without JavaScript.
function Readers({ readers, companyName }: { readers: FutureReaders; companyName: string }) {
  const t = useMessages('notes');
  const namesOf = useReaderNames();
  const bold = (inside: ReactNode) => <strong>{inside}</strong>;
  const leaders = readers.leaders.length > 0 ? namesOf(readers.leaders) : '';
  return (
    <div id="note-readers">
      <p className="readers readers--team">
        <Icon icon={Eye} size="sm" />
        <span>{t.rich('readers.team', { names: namesOf(readers.team.team), company: companyName, b: bold })}</span>
      </p>
      <p className="readers readers--company">
        <Icon icon={Eye} size="sm" />
        <span>
          {t.rich(leaders ? 'readers.company' : 'readers.no_leader', {
            names: namesOf(readers.team.company),
            leaders,
            company: companyName,
            b: bold,
          })}
        </span>
      </p>
      <p className="readers readers--restricted">
        <Icon icon={EyeOff} size="sm" />
        <span>{t.rich('readers.restricted', { names: namesOf(readers.team.restricted), company: companyName, b: bold })}</span>
      </p>
    </div>
  );
}
