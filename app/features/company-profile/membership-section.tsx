import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, SelectField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import type { CompanyRecord } from '../companies/company-page.queries.server';
import { MEMBER_CATEGORIES } from '../companies/profile-list';
import { MEMBERSHIP_CHANGES } from './change-membership.schema';
import type { MembershipPeriod } from './company-profile.queries.server';
import { MembershipPeriods } from './records-cards';

type Props = { company: CompanyRecord; periods: MembershipPeriod[]; today: string; reply: FormReply | undefined };

/** What a member is, and the periods of its membership: a manager opens the next one, the last ends the day before. */
export function MembershipSection({ company, periods, today, reply }: Props) {
  const t = useMessages('profile');
  const c = useMessages('companies');
  return (
    <>
      <Card title={t('category.title')}>
        <ServerForm reply={reply} intent="category" className="filters" labels={{ category: t('category.title') }}>
          <ErrorSummary />
          <HiddenField name="version" value={company.version} />
          <SelectField
            name="category"
            label={t('category.field')}
            placeholder={false}
            defaultValue={company.memberCategory}
            options={MEMBER_CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))}
          />
          <SubmitButton>{c('edit.submit')}</SubmitButton>
        </ServerForm>
      </Card>
      <Card title={t('membership.title')} isFlush>
        <MembershipPeriods periods={periods} />
      </Card>
      <Card title={t('membership.change')}>
        <ServerForm
          reply={reply}
          intent="membership"
          className="stack stack--4"
          labels={{ change: t('membership.change_field'), fromOn: t('membership.from') }}
        >
          <ErrorSummary />
          <div className="grid-2">
            <SelectField
              name="change"
              hint={t('membership.change_hint')}
              options={MEMBERSHIP_CHANGES.map((value) => ({ value, label: t(`membership.to.${value}`) }))}
            />
            <DateField name="fromOn" defaultValue={today} />
          </div>
          <FormActions>
            <SubmitButton>{t('membership.submit')}</SubmitButton>
          </FormActions>
        </ServerForm>
      </Card>
    </>
  );
}
