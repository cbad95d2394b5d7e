import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { CheckboxGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, SelectField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { DOMAINS, type Domain } from '../companies/company';
import {
  MARKETS,
  type Market,
  TECHNOLOGIES,
  type Technology,
  VALUE_CHAIN_POSITIONS,
  type ValueChainPosition,
} from '../companies/profile-list';

export type Activity = {
  version: number;
  mainDas: Domain | null;
  secondaryDas: Domain[];
  valueChain: ValueChainPosition[];
  technologies: Technology[];
  markets: Market[];
};

type Props = { activity: Activity; reply: FormReply | undefined; backTo: string; isForCompany?: boolean; intent?: string };

/** What a company makes, and for whom. Its leader leaves the domains to the cluster. */
export function ActivityForm({ activity, reply, backTo, isForCompany = false, intent }: Props) {
  const t = useMessages('profile');
  const c = useMessages('companies');
  const labels = {
    mainDas: c('edit.das'),
    secondaryDas: t('field.secondary_das'),
    valueChain: t('field.value_chain'),
    technologies: t('field.technologies'),
    markets: t('field.markets'),
  };
  return (
    <ServerForm
      reply={reply}
      className="stack stack--6"
      labels={labels}
      {...(intent ? { intent } : {})}
      schema={() =>
        import('./edit-activity.schema').then((module) => (isForCompany ? module.ownActivitySchema : module.editActivitySchema))
      }
    >
      <ErrorSummary />
      <HiddenField name="version" value={activity.version} />
      {isForCompany ? null : (
        <>
          <SelectField
            name="mainDas"
            defaultValue={activity.mainDas}
            placeholder={c('edit.unknown')}
            options={DOMAINS.map((das) => ({ value: das, label: `${c(`das_short.${das}`)} ${c(`das.${das}`)}` }))}
          />
          <CheckboxGroup
            name="secondaryDas"
            hint={t('hint.secondary_das')}
            defaultValues={activity.secondaryDas}
            choices={DOMAINS.map((das) => ({ value: das, label: `${c(`das_short.${das}`)} ${c(`das.${das}`)}` }))}
          />
        </>
      )}
      <CheckboxGroup
        name="valueChain"
        hint={t('hint.value_chain')}
        isInColumns
        defaultValues={activity.valueChain}
        choices={VALUE_CHAIN_POSITIONS.map((value) => ({ value, label: t(`value_chain.${value}`) }))}
      />
      <CheckboxGroup
        name="technologies"
        hint={t('hint.technologies')}
        isInColumns
        defaultValues={activity.technologies}
        choices={TECHNOLOGIES.map((value) => ({ value, label: t(`technology.${value}`) }))}
      />
      <CheckboxGroup
        name="markets"
        hint={t('hint.markets')}
        isInColumns
        defaultValues={activity.markets}
        choices={MARKETS.map((value) => ({ value, label: t(`market.${value}`) }))}
      />
      <FormActions>
        <SubmitButton>{c('edit.submit')}</SubmitButton>
        <LinkButton to={backTo}>{c('edit.cancel')}</LinkButton>
      </FormActions>
    </ServerForm>
  );
}
