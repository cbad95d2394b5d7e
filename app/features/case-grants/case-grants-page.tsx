import { KeyRound } from 'lucide-react';
import { CaseSteps } from '~/features/case-page/case-steps';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { Card, Notice } from '~/ui/card';
import { Person } from '~/ui/facts';
import { CheckboxGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, SelectField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { GRANT_PARTS } from './case-grant';
import type { CaseGrantsPage as Page } from './case-grants.queries.server';

export type GrantDone = 'opened' | 'ended' | null;
type Props = { page: Page; done: GrantDone; reply: FormReply | undefined; isForCompany?: boolean };

/** To whom a case is opened, until when and what of it; and how to open it to somebody, and to end that. */
export function CaseGrantsPage({ page, done, reply, isForCompany = false }: Props) {
  const t = useMessages('grants');
  const p = useMessages('programmes');
  const current = page.grants.filter(({ runs }) => runs);
  const past = page.grants.filter(({ runs }) => !runs);
  const words = { company: page.companyName, track: p(`track.${page.track}`) };
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<CaseSteps name={page} here={t('title')} isForCompany={isForCompany} />}
        title={t('title')}
        lede={t(isForCompany ? 'lede.company' : 'lede.staff', words)}
      />
      <Notice isFixed={false}>{done && !reply ? t(`done.${done}`) : null}</Notice>
      <Card id="open-to" title={t('now')} isFlush={current.length > 0}>
        {current.length > 0 ? <Grants grants={current} reply={reply} /> : <p className="muted">{t('nobody')}</p>}
      </Card>
      <OpenCard page={page} reply={reply} isForCompany={isForCompany} />
      {past.length > 0 ? (
        <Card title={t('past')} isFlush>
          <Grants grants={past} reply={reply} />
        </Card>
      ) : null}
    </div>
  );
}

function Grants({ grants, reply }: { grants: Page['grants']; reply: FormReply | undefined }) {
  const t = useMessages('grants');
  const f = useFormat();
  return (
    <ul className="rows rows--tight">
      {grants.map((grant) => (
        <li key={grant.id} className="row row--between">
          <Person name={grant.name}>
            {[
              t(`kind.${grant.kind}`),
              grant.endedOn ? t('ended', { on: f.date(grant.endedOn) }) : t('until', { on: f.date(grant.untilOn) }),
              f.list(grant.parts.map((part) => t(`opened.${part}`))),
              t('by', { name: grant.by, on: f.date(grant.fromOn) }),
              ...(grant.runs && grant.isIdle ? [t('idle')] : []),
            ].join(' · ')}
            <br />
            {grant.reason}
          </Person>
          {grant.canEnd ? (
            <ServerForm reply={reply} intent={`end ${grant.id}`}>
              <ErrorSummary />
              <HiddenField name="act" value="end" />
              <HiddenField name="grantId" value={grant.id} />
              <SubmitButton kind="quiet" size="sm">
                {t('end')} <span className="sr-only">{grant.name}</span>
              </SubmitButton>
            </ServerForm>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function OpenCard({ page: { readers, kind }, reply, isForCompany }: Omit<Props, 'done'>) {
  const t = useMessages('grants');
  if (!readers) return <p className="muted">{t(`open.who.${kind}`)}</p>;
  const labels = { personId: t('open.person'), parts: t('open.parts'), untilOn: t('open.until'), reason: t('open.reason') };
  return (
    <Card id="open" title={t(`open.title.${kind}`)}>
      {readers.length === 0 ? (
        <div className="stack stack--3">
          <p>{t(`open.none.${kind}`)}</p>
          {isForCompany ? (
            <p>
              <LinkButton to="/plan/people">{t('open.invite')}</LinkButton>
            </p>
          ) : null}
        </div>
      ) : (
        <ServerForm
          reply={reply}
          intent="open"
          className="stack stack--4"
          labels={labels}
          schema={() => import('./case-grant.schema').then((module) => module.caseGrantSchema)}
        >
          <ErrorSummary />
          <HiddenField name="act" value="open" />
          <SelectField
            name="personId"
            placeholder={t('open.choose')}
            required
            options={readers.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <CheckboxGroup
            name="parts"
            choices={GRANT_PARTS.map((part) => ({ value: part, label: t(`part.${part}`), hint: t(`part.${part}_hint`) }))}
          />
          <DateField name="untilOn" hint={t('open.until_hint')} required />
          <TextArea name="reason" hint={t('open.reason_hint')} rows={2} required />
          <FormActions>
            <SubmitButton icon={KeyRound}>{t('open.submit')}</SubmitButton>
          </FormActions>
        </ServerForm>
      )}
    </Card>
  );
}
