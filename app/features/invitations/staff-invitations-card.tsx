import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { HiddenField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { InvitationStatus } from './invitation-status';
import type { StaffInvitation } from './staff-invitations.queries.server';

/** Who was invited to the staff and has not come yet. */
export function StaffInvitationsCard({ invitations, reply }: { invitations: readonly StaffInvitation[]; reply: FormReply | undefined }) {
  const t = useMessages('invitations');
  const n = useMessages('navigation');
  return (
    <Card isFlush title={t('staff.list')}>
      <ul className="rows rows--tight">
        {invitations.map(({ id, name, email, role, state, expiresAt, isUnanswered }) => (
          <li key={id} className="row row--between">
            <div>
              <strong>{name}</strong>
              <p className="meta">
                {email} · {n(`role.${role}`)} · <InvitationStatus state={state} until={expiresAt} />
              </p>
            </div>
            <div className="row">
              <Act act="resend" id={id} reply={reply} label={t('resend')} name={name} />
              {isUnanswered ? <Act act="revoke" id={id} reply={reply} label={t('revoke')} name={name} /> : null}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type ActProps = { act: 'resend' | 'revoke'; id: string; reply: FormReply | undefined; label: string; name: string };

function Act({ act, id, reply, label, name }: ActProps) {
  return (
    <ServerForm reply={reply} intent={`${act}:${id}`}>
      <ErrorSummary />
      <HiddenField name="act" value={act} />
      <HiddenField name="invitationId" value={id} />
      <SubmitButton kind="quiet" size="sm">
        {label} <span className="sr-only">{name}</span>
      </SubmitButton>
    </ServerForm>
  );
}
