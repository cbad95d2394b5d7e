import type { OwnProfile } from '~/features/people/own-profile.queries.server';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';

type Props = { profile: OwnProfile; clusterName: string; mayEdit: boolean; isSaved: boolean; reply: FormReply | undefined };

/** One's own name and number, as the cluster knows them. */
export function ProfilePage({ profile, clusterName, mayEdit, isSaved, reply }: Props) {
  const t = useMessages('account');
  return (
    <div className="page page--narrow stack stack--4">
      <div className="stack stack--1">
        <h1>{t('page.profile')}</h1>
        <p className="lede">{t(mayEdit ? 'profile.lede' : 'profile.kept', { cluster: clusterName })}</p>
      </div>
      {isSaved ? (
        <p className="callout callout--ok" role="status">
          {t('profile.saved')}
        </p>
      ) : null}
      {mayEdit ? (
        <ServerForm reply={reply} className="stack stack--4">
          <ErrorSummary />
          <HiddenField name="version" value={profile.version} />
          <TextField name="givenName" autoComplete="given-name" label={t('profile.given_name')} defaultValue={profile.givenName} required />
          <TextField
            name="familyName"
            autoComplete="family-name"
            label={t('profile.family_name')}
            defaultValue={profile.familyName}
            required
          />
          <TextField name="phone" type="tel" autoComplete="tel" label={t('profile.phone')} defaultValue={profile.phone ?? ''} />
          <FormActions>
            <SubmitButton>{t('profile.submit')}</SubmitButton>
            <LinkButton to="/account">{t('title')}</LinkButton>
          </FormActions>
        </ServerForm>
      ) : (
        <>
          <p>
            {profile.givenName} {profile.familyName}
            {profile.phone ? ` · ${profile.phone}` : null}
          </p>
          <p>
            <LinkButton to="/account">{t('title')}</LinkButton>
          </p>
        </>
      )}
    </div>
  );
}
