import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useFormat } from '~/i18n/use-format';
import { useMessages, useMessageText } from '~/i18n/use-messages';
import { Button, LinkButton } from '~/ui/button';
import { Banner } from '~/ui/card';
import { Breadcrumb, PageHead } from '~/ui/shell';
import { InvitationStatus, InviteButton } from './contact-list';
import type { Contact } from './contacts.queries.server';

type Props = {
  company: { id: string; name: string };
  contact: Contact;
  /** Only in the answer to the press that made it. */
  made: { link: string; expiresAt: string } | null;
  refused: string | undefined;
};

/** A leader's way in, shown once to whoever made it. */
export function InvitationLinkPage({ company, contact, made, refused }: Props) {
  const t = useMessages('people');
  const c = useMessages('companies');
  const f = useFormat();
  const say = useMessageText();
  const steps = [{ to: '/companies', label: c('title') }, { to: `/companies/${company.id}`, label: company.name }, { label: contact.name }];
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead before={<Breadcrumb steps={steps} />} title={t('link.title', { name: contact.name })} lede={t('link.explain')} />
      {refused ? <Banner tone="late" title={say(refused)} /> : null}
      {made ? (
        <>
          <Banner tone="watch" title={t('link.once', { name: contact.name })}>
            {t('link.expires', { on: f.dateTime(new Date(made.expiresAt)) })}
          </Banner>
          <LinkToCopy link={made.link} />
        </>
      ) : (
        <>
          <p>
            {contact.name} · <InvitationStatus contact={contact} />
          </p>
          {contact.canInvite ? (
            <InviteButton companyId={company.id} contact={contact} />
          ) : (
            <p className="muted">{t('link.not_possible')}</p>
          )}
        </>
      )}
      <p>
        <LinkButton to={`/companies/${company.id}#contacts`}>{t('link.back', { company: company.name })}</LinkButton>
      </p>
    </div>
  );
}

function LinkToCopy({ link }: { link: string }) {
  const t = useMessages('people');
  const field = useRef<HTMLInputElement>(null);
  // The button exists where it works: with JavaScript, and a clipboard the browser lets pages write to.
  const [copying, setCopying] = useState<'impossible' | 'possible' | 'done'>('impossible');
  useEffect(() => {
    if (navigator.clipboard) setCopying('possible');
  }, []);
  const copy = async () => {
    field.current?.select();
    await navigator.clipboard.writeText(link);
    setCopying('done');
  };
  return (
    <div className="field">
      <label htmlFor="invitation-link">{t('link.label')}</label>
      <div className="row">
        <input
          ref={field}
          className="input push-grow"
          id="invitation-link"
          type="text"
          readOnly
          value={link}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
        {copying === 'impossible' ? null : (
          <Button kind="primary" icon={copying === 'done' ? Check : Copy} onClick={() => void copy()}>
            {copying === 'done' ? t('link.copied') : t('link.copy')}
          </Button>
        )}
      </div>
      <span className="sr-only" role="status">
        {copying === 'done' ? t('link.copied') : ''}
      </span>
    </div>
  );
}
