import { useMessages } from '~/i18n/use-messages';
import { CheckboxField } from '~/ui/forms/choices';
import { FieldError, useField } from '~/ui/forms/field';
import { DateField, NumberField, SelectField } from '~/ui/forms/fields';
import { NOTE_KINDS, NOTE_MAX_LENGTH, type NoteKind } from './note';
import type { CompanyPerson } from './notes.queries.server';

export function NoteKindField({ kind = 'internal' }: { kind?: NoteKind }) {
  const t = useMessages('notes');
  const field = useField({ name: 'kind', hint: undefined, error: undefined });
  const chosen = Array.isArray(field.typed) ? field.typed.at(-1) : field.typed;
  return (
    <div>
      <label className="sr-only" htmlFor={field.id}>
        {t('kind')}
      </label>
      <select className="select" id={field.id} name="kind" defaultValue={chosen ?? kind} {...field.aria}>
        {NOTE_KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`kind.${one}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

export function NoteTextField({ body, describedBy, rows = 3 }: { body?: string; describedBy?: string; rows?: number }) {
  const t = useMessages('notes');
  const field = useField({ name: 'body', hint: undefined, error: undefined });
  const typed = Array.isArray(field.typed) ? field.typed.at(-1) : field.typed;
  return (
    <div className={field.problem ? 'field field--error' : 'field'}>
      <label className="sr-only" htmlFor={field.id}>
        {t('body')}
      </label>
      <textarea
        {...field.aria}
        className="textarea"
        id={field.id}
        name="body"
        rows={rows}
        maxLength={NOTE_MAX_LENGTH}
        required
        defaultValue={typed ?? body}
        aria-describedby={[describedBy, field.problem ? `${field.id}-error` : undefined].filter(Boolean).join(' ') || undefined}
      />
      <FieldError id={field.id} error={field.problem} />
    </div>
  );
}

type DetailsProps = {
  people: readonly CompanyPerson[];
  today: string;
  note?: { happenedOn: string; minutes: number | null; contactId: string | null; isTwoWay: boolean; kind: NoteKind };
  isOpen: boolean;
};

/** What a quick note may leave as it is: today, no duration, nobody in particular. */
export function NoteDetails({ people, today, note, isOpen }: DetailsProps) {
  const t = useMessages('notes');
  return (
    <details open={isOpen || undefined}>
      <summary>{t('more')}</summary>
      <div className="stack stack--3">
        <DateField name="happenedOn" label={t('happened_on')} defaultValue={note?.happenedOn ?? today} />
        <NumberField name="minutes" label={t('minutes')} unit={t('minutes_unit')} defaultValue={note?.minutes} optional />
        <SelectField
          name="contactId"
          label={t('contact')}
          optional
          placeholder={t('no_contact')}
          defaultValue={note?.contactId}
          options={people.map(({ id, name, jobTitle }) => ({ value: id, label: jobTitle ? `${name}, ${jobTitle}` : name }))}
        />
        <CheckboxField
          name="isVoicemail"
          label={t('voicemail')}
          isChecked={note?.kind === 'call' && note.contactId !== null && !note.isTwoWay}
        />
        <CheckboxField name="wasAnswered" label={t('answered')} isChecked={note?.kind === 'email' && note.isTwoWay} />
      </div>
    </details>
  );
}
