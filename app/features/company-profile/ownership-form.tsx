import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { AUTONOMIES, type Autonomy } from '../companies/profile-list';

export type Ownership = {
  version: number;
  autonomy: Autonomy;
  groupHeadSiren: string | null;
  groupName: string | null;
  jeiFrom: string | null;
  jeiUntil: string | null;
  cirFrom: string | null;
  cirUntil: string | null;
};

type Props = { ownership: Ownership; reply: FormReply | undefined; backTo: string; isForCompany?: boolean; intent?: string };

/** Who holds a company's capital, and its dated statuses. The group itself is named by the cluster. */
export function OwnershipForm({ ownership, reply, backTo, isForCompany = false, intent }: Props) {
  const t = useMessages('profile');
  const c = useMessages('companies');
  const labels = {
    autonomy: t('field.autonomy'),
    groupHeadSiren: t('field.group_head'),
    groupName: t('field.group_name'),
    jeiFrom: t('field.jei_from'),
    jeiUntil: t('field.jei_until'),
    cirFrom: t('field.cir_from'),
    cirUntil: t('field.cir_until'),
  };
  return (
    <ServerForm
      reply={reply}
      className="stack stack--4"
      labels={labels}
      {...(intent ? { intent } : {})}
      schema={() =>
        import('./edit-ownership.schema').then((module) => (isForCompany ? module.ownOwnershipSchema : module.editOwnershipSchema))
      }
    >
      <ErrorSummary />
      <HiddenField name="version" value={ownership.version} />
      <RadioGroup
        name="autonomy"
        isBoxed
        defaultValue={ownership.autonomy}
        choices={AUTONOMIES.map((value) => ({ value, label: t(`autonomy.${value}`), hint: t(`autonomy_hint.${value}`) }))}
      />
      {isForCompany ? null : (
        <div className="grid-2">
          <TextField
            name="groupHeadSiren"
            hint={t('hint.group_head')}
            inputMode="numeric"
            autoComplete="off"
            defaultValue={ownership.groupHeadSiren}
            optional
          />
          <TextField name="groupName" hint={t('hint.group_name')} autoComplete="off" defaultValue={ownership.groupName} optional />
        </div>
      )}
      <div className="grid-2">
        <DateField name="jeiFrom" defaultValue={ownership.jeiFrom} optional />
        <DateField name="jeiUntil" defaultValue={ownership.jeiUntil} optional />
        <DateField name="cirFrom" defaultValue={ownership.cirFrom} optional />
        <DateField name="cirUntil" defaultValue={ownership.cirUntil} optional />
      </div>
      <FormActions>
        <SubmitButton>{c('edit.submit')}</SubmitButton>
        <LinkButton to={backTo}>{c('edit.cancel')}</LinkButton>
      </FormActions>
    </ServerForm>
  );
}
