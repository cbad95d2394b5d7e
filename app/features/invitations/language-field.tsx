import { LOCALES } from '~/i18n/locale';
import { useMessages } from '~/i18n/use-messages';
import { RadioGroup } from '~/ui/forms/choices';

/** The language that whoever is invited is written to in. */
export function LanguageField() {
  const t = useMessages('invitations');
  const choices = LOCALES.map((locale) => ({ value: locale, label: t(`language.${locale}`) }));
  return <RadioGroup name="locale" label={t('language')} defaultValue="fr" isInline choices={choices} />;
}
