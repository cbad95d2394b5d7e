import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb, PageHead } from '~/ui/shell';
import { RoleFields, useRoleLabels } from '../administration/role-fields';
import { LanguageField } from './language-field';

type Props = { programmes: readonly { id: string; name: string }[]; today: string; reply: FormReply | undefined };

/** Somebody to be of the staff: where the letter goes, and the role they will have. */
export function StaffInvitePage({ programmes, today, reply }: Props) {
  const t = useMessages('invitations');
  const a = useMessages('administration');
  const labels = {
    givenName: t('staff.given'),
    familyName: t('staff.family'),
    email: t('staff.email'),
    locale: t('language'),
    ...useRoleLabels(),
  };
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<Breadcrumb steps={[{ to: '/admin/people', label: a('title') }, { label: t('staff.title') }]} />}
        title={t('staff.title')}
        lede={t('staff.lede')}
      />
      <ServerForm
        reply={reply}
        className="stack stack--4"
        labels={labels}
        schema={() => import('./invite-staff.schema').then((module) => module.inviteStaffSchema)}
      >
        <ErrorSummary />
        <div className="grid-2">
          <TextField name="givenName" autoComplete="off" required />
          <TextField name="familyName" autoComplete="off" required />
        </div>
        <TextField name="email" type="email" autoComplete="off" required />
        <LanguageField />
        <RoleFields programmes={programmes} today={today} />
        <FormActions>
          <SubmitButton>{t('staff.send')}</SubmitButton>
          <LinkButton to="/admin/people">{t('staff.cancel')}</LinkButton>
        </FormActions>
      </ServerForm>
    </div>
  );
}
