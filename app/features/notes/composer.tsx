import { Eye, Lock, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { SegmentedField } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Icon } from '~/ui/icon';
import { NoteDetails, NoteKindField, NoteTextField } from './note-fields';
import type { CaseReader, CompanyPerson } from './notes.queries.server';

type Props = {
  caseId: string;
  companyName: string;
  readers: readonly CaseReader[];
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
          ]}
        />
        <NoteKindField />
      </div>
      <NoteTextField describedBy="note-readers" />
      <Readers readers={readers} companyName={companyName} />
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

/** A request nobody has taken is read by every advisor: beyond this many names, a number says the rest. */
const MOST_NAMED = 10;

// Both sentences are sent; the style sheet shows the one of the chosen audience, so it is true without JavaScript.
function Readers({ readers, companyName }: { readers: readonly CaseReader[]; companyName: string }) {
  const t = useMessages('notes');
  const f = useFormat();
  const named = (isLeader: boolean) => {
    const names = readers.filter(({ part }) => (part === 'leader') === isLeader).map(({ name }) => name);
    const others = names.length - MOST_NAMED;
    return f.list(others > 1 ? [...names.slice(0, MOST_NAMED), t('readers.others', { count: others })] : names);
  };
  const [names, leaders] = [named(false) || t('readers.nobody'), named(true)];
  const bold = (inside: ReactNode) => <strong>{inside}</strong>;
  return (
    <div id="note-readers">
      <p className="readers readers--team">
        <Icon icon={Eye} size="sm" />
        <span>{t.rich('readers.team', { names, company: companyName, b: bold })}</span>
      </p>
      <p className="readers readers--company">
        <Icon icon={Eye} size="sm" />
        <span>{t.rich(leaders ? 'readers.company' : 'readers.no_leader', { names, leaders, company: companyName, b: bold })}</span>
      </p>
    </div>
  );
}
