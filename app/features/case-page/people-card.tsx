import { type ItemReader, isOfTeam } from '~/features/confidentiality/confidential-item';
import type { CompanyPerson } from '~/features/notes/notes.queries.server';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { Person } from '~/ui/facts';
import { Count } from '~/ui/shell';

/** Who is who on both sides of a case, with the way to reach them. */
export function PeopleCard({
  caseId,
  people,
  readers,
}: {
  caseId: string;
  people: readonly CompanyPerson[];
  readers: readonly ItemReader[];
}) {
  const t = useMessages('case_page');
  const g = useMessages('grants');
  const experts = readers.filter((reader) => !isOfTeam(reader) && reader.parts.some((part) => part.startsWith('expert_')));
  const staff = readers.filter(({ parts }) => parts[0] === 'lead' || parts[0] === 'company_advisor');
  return (
    <Card
      id="people"
      title={t('people.title')}
      aside={<Count value={people.length + staff.length + experts.length} />}
      foot={<a href={`/cases/${caseId}/access`}>{g('link')}</a>}
      isFlush
    >
      <ul className="rows rows--tight">
        {people.map((person) => (
          <li key={person.id}>
            <Person name={person.name}>
              {[person.jobTitle ?? t(`people.role.${person.role}`), ...(person.isSignatory ? [t('people.signatory')] : [])].join(', ')}
              {person.phone ? (
                <>
                  {' · '}
                  <a href={`tel:${person.phone.replace(/\s/g, '')}`}>{person.phone}</a>
                </>
              ) : null}
              {person.email ? (
                <>
                  {' · '}
                  <a href={`mailto:${person.email}`}>{t('people.write')}</a>
                </>
              ) : null}
            </Person>
          </li>
        ))}
        {staff.map(({ id, name, parts }) => (
          <li key={id}>
            <Person name={name}>{t(parts[0] === 'lead' ? 'people.lead' : 'people.advisor')}</Person>
          </li>
        ))}
        {experts.map(({ id, name }) => (
          <li key={id}>
            <Person name={name}>{g('kind.expert')}</Person>
          </li>
        ))}
      </ul>
    </Card>
  );
}
