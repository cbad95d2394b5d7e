import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { SelectField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { joiningOptions } from '../companies/joining-field';

/** A list of units with a box each, and the one act on those ticked. `back` is the list's own address. */
export function PickUnits({
  back,
  reply,
  canPick,
  children,
}: {
  back: string;
  reply: FormReply | undefined;
  canPick: boolean;
  children: ReactNode;
}) {
  const t = useMessages('register');
  const c = useMessages('companies');
  if (!canPick) return <>{children}</>;
  return (
    <ServerForm id="pick" action={`/register/companies?${new URLSearchParams({ back })}`} reply={reply} labels={{ siren: t('pick.title') }}>
      <ErrorSummary />
      {children}
      <div className="filters rows__item">
        <SelectField name="joining" label={t('pick.joining')} placeholder={false} defaultValue="none" options={joiningOptions(c)} />
        <div className="field field--fit">
          <SubmitButton icon={Plus}>{t('pick.submit')}</SubmitButton>
        </div>
      </div>
    </ServerForm>
  );
}

/** Absent where the unit is already a company, ceased, or of unknown name. */
export function PickBox({ siren, name }: { siren: string; name: string }) {
  const t = useMessages('register');
  return <input type="checkbox" name="siren" value={siren} aria-label={t('pick_named', { name })} autoComplete="off" />;
}
