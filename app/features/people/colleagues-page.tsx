import { Link } from '@remix-run/react';
import { KeyRound, Mail, UserPlus, UserX } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card, Notice } from '~/ui/card';
import { CheckboxField, RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, SelectField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import type { ColleagueDone } from './colleague-done';
import { COLLEAGUE_ROLES } from './contact';
import { ContactLine } from './contact-list';
import type { Contact } from './contacts.queries.server';

type Props = {
  company: { id: string; name: string };
  contacts: readonly Contact[];
  /** The reader holds the company's account. */
  isHolder: boolean;
  done: ColleagueDone | null;
  reply: FormReply | undefined;
};

/** A company's own people: who signs in, who signs, who holds its account; for the last, how to change it. */
export function ColleaguesPage({ company, contacts, isHolder, done, reply }: Props) {
  const t = useMessages('people');
  const holder = contacts.find(({ isAccountOwner }) => isAccountOwner);
  return (
    <div className="page page--mid stack stack--6">
      <div className="stack stack--2">
        <p className="meta">
          <Link to={`/plan?company=${company.id}`}>{t('own.back')}</Link>
        </p>
        <h1>{t('own.title')}</h1>
        <p className="lede">{t('own.lede', { company: company.name })}</p>
      </div>
      <Notice isFixed={false}>{done && !reply ? t(`own.done.${done}`) : null}</Notice>
      {isHolder ? null : <Banner title={holder ? t('own.asks', { name: holder.name }) : t('own.no_holder')} />}
      <Card isFlush title={t('contacts.title')}>
        <ul className="rows rows--tight">
          {contacts.map((contact) => (
            <li key={contact.personId} className="row row--between">
              <ContactLine contact={contact} showsInvitation={isHolder} />
              {isHolder ? <PersonActs contact={contact} reply={reply} /> : null}
            </li>
          ))}
        </ul>
      </Card>
      {isHolder ? <Invite reply={reply} /> : null}
      {isHolder ? <HandOver contacts={contacts} reply={reply} /> : null}
    </div>
  );
}

function PersonActs({ contact, reply }: { contact: Contact; reply: FormReply | undefined }) {
  const t = useMessages('people');
  const i = useMessages('invitations');
  return (
    <span className="row">
      {contact.canInvite ? (
        <ServerForm reply={reply} intent={`renew ${contact.personId}`}>
          <ErrorSummary />
          <HiddenField name="act" value="renew" />
          <HiddenField name="personId" value={contact.personId} />
          <SubmitButton kind="quiet" size="sm" icon={Mail}>
            {i(contact.invitation === 'none' ? 'contact.send' : 'contact.resend')} <span className="sr-only">{contact.name}</span>
          </SubmitButton>
        </ServerForm>
      ) : null}
      {contact.canEnd ? (
        <ServerForm reply={reply} intent={`end ${contact.personId}`}>
          <ErrorSummary />
          <HiddenField name="act" value="end" />
          <HiddenField name="personId" value={contact.personId} />
          <SubmitButton kind="quiet" size="sm" icon={UserX}>
            {t(contact.role === 'contact' ? 'own.remove' : 'own.end')} <span className="sr-only">{contact.name}</span>
          </SubmitButton>
        </ServerForm>
      ) : null}
    </span>
  );
}

function Invite({ reply }: { reply: FormReply | undefined }) {
  const t = useMessages('people');
  const labels = {
    givenName: t('contact.given'),
    familyName: t('contact.family'),
    email: t('contact.email'),
    jobTitle: t('contact.job'),
    role: t('own.role'),
    isSignatory: t('contact.signatory'),
  };
  return (
    <Card id="invite" title={t('own.invite')}>
      <ServerForm
        reply={reply}
        intent="invite"
        className="stack stack--4"
        labels={labels}
        schema={() => import('./colleagues.schema').then((module) => module.colleaguesSchema)}
      >
        <ErrorSummary />
        <HiddenField name="act" value="invite" />
        <div className="grid-2">
          <TextField name="givenName" autoComplete="off" required />
          <TextField name="familyName" autoComplete="off" required />
          <TextField name="jobTitle" autoComplete="off" required />
          <TextField name="email" type="email" autoComplete="off" required />
        </div>
        <RadioGroup
          name="role"
          isBoxed
          choices={COLLEAGUE_ROLES.map((role) => ({ value: role, label: t(`own.role.${role}`), hint: t(`own.role.${role}_hint`) }))}
        />
        <CheckboxField name="isSignatory" hint={t('own.signatory_hint')} />
        <FormActions>
          <SubmitButton icon={UserPlus}>{t('own.invite_submit')}</SubmitButton>
        </FormActions>
      </ServerForm>
    </Card>
  );
}

function HandOver({ contacts, reply }: { contacts: readonly Contact[]; reply: FormReply | undefined }) {
  const t = useMessages('people');
  const heirs = contacts.filter(({ role, hasAccount, isAccountOwner }) => role !== 'contact' && hasAccount && !isAccountOwner);
  return (
    <Card id="hand-over" title={t('own.hand_over')}>
      <div className="stack stack--3">
        <p>{heirs.length === 0 ? t('own.no_heir') : t('own.hand_over_text')}</p>
        {heirs.length === 0 ? null : (
          <ServerForm reply={reply} intent="hand_over" className="filters" labels={{ personId: t('own.heir') }}>
            <ErrorSummary />
            <HiddenField name="act" value="hand_over" />
            <SelectField
              name="personId"
              placeholder={t('own.choose')}
              required
              options={heirs.map(({ personId, name }) => ({ value: personId, label: name }))}
            />
            <SubmitButton kind="danger" icon={KeyRound}>
              {t('own.hand_over_submit')}
            </SubmitButton>
          </ServerForm>
        )}
      </div>
    </Card>
  );
}
