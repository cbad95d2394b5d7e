import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { CheckboxGroup, RadioGroup } from '~/ui/forms/choices';
import { MOST_NAMED_SHOWN, useReaderNames } from './reader-names';
import type { FutureReaders } from './readers.queries.server';

type Props = { name: string; readers: FutureReaders; companyName: string };

/** Chooses who reads what is about to be kept: each choice names its readers. */
export function ClassField({ name, readers, companyName }: Props) {
  const t = useMessages('privacy');
  const f = useFormat();
  const namesOf = useReaderNames();
  const leaders = f.list(readers.leaders.slice(0, MOST_NAMED_SHOWN));
  return (
    <>
      <RadioGroup
        name={name}
        label={t('field')}
        defaultValue="team"
        choices={[
          { value: 'team', label: t('class.team'), hint: t('reads.team', { names: namesOf(readers.team.team), company: companyName }) },
          {
            value: 'company',
            label: t('class.company'),
            hint: leaders
              ? t('reads.company', { names: namesOf(readers.team.company), leaders, company: companyName })
              : t('reads.no_leader', { names: namesOf(readers.team.company), company: companyName }),
          },
          {
            value: 'restricted',
            label: t('class.restricted'),
            hint: t('reads.restricted', { names: namesOf(readers.team.restricted) }),
          },
        ]}
      />
      <NamedReadersField readers={readers} />
    </>
  );
}

/** Whom something restricted names; without meaning for the other classes. */
export function NamedReadersField({ readers: { nameable } }: Pick<Props, 'readers'>) {
  const t = useMessages('privacy');
  if (nameable.length === 0) return null;
  return (
    <details>
      <summary>{t('named')}</summary>
      <CheckboxGroup
        name="readerIds"
        label={t('named.label')}
        hint={t('named.hint')}
        optional
        choices={nameable.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </details>
  );
}
