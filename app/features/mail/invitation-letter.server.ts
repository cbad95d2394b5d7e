import type { Sql } from 'postgres';
import type { Role } from '~/access/actor';
import { formatsFor } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { messagesFor } from '~/i18n/messages.server';
import type { Links } from './account-letter.server';
import type { ClaimedAccountMail } from './account-outbox.server';
import type { Letter } from './letter';

/** What an invitation's letter may tell, read as it leaves. */
export type InvitationFacts = {
  locale: Locale;
  givenName: string;
  clusterName: string;
  inviterName: string;
  expiresAt: string;
  /** The address has an account, whose holder signs in to answer: no link of its own goes along. */
  hasAccount: boolean;
  isDemo: boolean;
} & ({ companyName: string; role: null } | { companyName: null; role: Role });

/** Null once the invitation was answered, withdrawn or is over. */
export async function readInvitationMail(pool: Sql, { id }: ClaimedAccountMail): Promise<InvitationFacts | null> {
  const [row] = await pool<
    {
      locale: Locale;
      given_name: string;
      cluster_name: string;
      company_name: string | null;
      inviter_name: string;
      role: Role | null;
      expires_at: string;
      has_account: boolean;
      is_demo: boolean;
    }[]
  >`select * from access.invitation_mail(${id}::uuid)`;
  if (!row) return null;
  return {
    locale: row.locale,
    givenName: row.given_name,
    clusterName: row.cluster_name,
    inviterName: row.inviter_name,
    expiresAt: row.expires_at,
    hasAccount: row.has_account,
    isDemo: row.is_demo,
    companyName: row.company_name,
    role: row.role,
  } as InvitationFacts;
}

/** An invitation in the language of whoever is invited: with a link that is good once, or to sign in where there is an account. */
export function composeInvitationLetter(facts: InvitationFacts, { origin, token }: Links): Letter {
  const say = messagesFor(facts.locale);
  const t = say('invitations');
  const { clusterName: cluster, inviterName: inviter, companyName, role } = facts;
  const on = formatsFor(facts.locale).dateTime(new Date(facts.expiresAt));
  const text = companyName ? t('letter.leader', { inviter, cluster, company: companyName }) : t('letter.staff', { inviter, cluster });
  const way = facts.hasAccount ? 'known' : 'new';
  return {
    subject: t('letter.subject', { cluster }),
    blocks: [
      { kind: 'text', text: say('mail')('greeting', { name: facts.givenName }) },
      { kind: 'text', text },
      ...(role ? ([{ kind: 'facts', rows: [[t('letter.role'), say('navigation')(`role.${role}`)]] }] as const) : []),
      { kind: 'text', text: t(`letter.${way}`, { on }) },
      {
        kind: 'button',
        label: t(`letter.${way}_open`),
        href: origin + (facts.hasAccount ? '/account/invitations' : `/invitation/${token}`),
      },
      { kind: 'small', text: t('letter.why') },
    ],
  };
}
