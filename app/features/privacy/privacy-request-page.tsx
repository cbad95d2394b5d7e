import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import { CheckboxField } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, SelectField, TextArea, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb, PageHead } from '~/ui/shell';
import type { PrivacyRequestPageData } from './privacy-register.queries.server';
import { PRIVACY_OUTCOMES } from './privacy-request';

type Props = { request: PrivacyRequestPageData; anonymous: string; reply: FormReply | undefined };

/** One request: who asks, until when, what was made sure of, what was done and answered. */
export function PrivacyRequestPage({ request, anonymous, reply }: Props) {
  const t = useMessages('privacy');
  const f = useFormat();
  const isOpen = request.answeredAt === null;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<Breadcrumb steps={[{ to: '/admin/privacy', label: t('register.title') }, { label: request.person }]} />}
        title={t(`register.kind.${request.kind}`)}
        lede={[request.person, request.email].filter(Boolean).join(' · ')}
      />
      {request.isLate ? <Banner tone="late" title={t('register.is_late', { on: f.date(request.dueOn) })} /> : null}
      <Facts request={request} />
      {isOpen && request.identityCheckedAt === null ? <IdentityCard request={request} reply={reply} /> : null}
      {isOpen && request.extendedOn === null ? <ExtendCard request={request} reply={reply} /> : null}
      {request.kind === 'erasure' ? <ErasureCard request={request} anonymous={anonymous} reply={reply} /> : null}
      {isOpen ? <AnswerCard request={request} reply={reply} /> : null}
    </div>
  );
}

function Facts({ request }: { request: PrivacyRequestPageData }) {
  const t = useMessages('privacy');
  const f = useFormat();
  const { receivedOn, dueOn, extendedOn, extensionReason, identityCheck, identityCheckedAt, identityCheckedBy } = request;
  const { answeredAt, answeredBy, outcome, answer, proof } = request;
  return (
    <Card title={t('register.facts')}>
      <DefinitionList
        entries={[
          { term: t('register.received'), value: f.date(receivedOn) },
          { term: t('register.due'), value: f.date(dueOn) },
          ...(extendedOn
            ? [
                {
                  term: t('register.extended'),
                  value: t('register.extended_on', { on: f.date(extendedOn), reason: extensionReason ?? '' }),
                },
              ]
            : []),
          {
            term: t('register.identity'),
            value: identityCheckedAt
              ? t('register.identity_checked', {
                  at: f.dateTime(new Date(identityCheckedAt)),
                  by: identityCheckedBy ?? '',
                  how: identityCheck ?? '',
                })
              : t('register.identity_unchecked'),
          },
          ...(answeredAt && outcome
            ? [
                {
                  term: t(`register.outcome.${outcome}`),
                  value: t('register.answered', { at: f.dateTime(new Date(answeredAt)), by: answeredBy ?? '', answer: answer ?? '' }),
                },
                ...(proof ? [{ term: t('register.proof'), value: proof }] : []),
              ]
            : []),
        ]}
      />
    </Card>
  );
}

type CardProps = Pick<Props, 'request' | 'reply'>;

function IdentityCard({ request, reply }: CardProps) {
  const t = useMessages('privacy');
  return (
    <Card title={t('register.identity_title')}>
      <ServerForm reply={reply} intent="check" className="stack stack--3" labels={{ identityCheck: t('register.identity_how') }}>
        <ErrorSummary />
        <HiddenField name="act" value="check" />
        <HiddenField name="version" value={request.version} />
        <TextField name="identityCheck" hint={t('register.no_name')} autoComplete="off" required />
        <FormActions>
          <SubmitButton>{t('register.identity_submit')}</SubmitButton>
        </FormActions>
      </ServerForm>
    </Card>
  );
}

function ExtendCard({ request, reply }: CardProps) {
  const t = useMessages('privacy');
  return (
    <Card title={t('register.extend')}>
      <ServerForm reply={reply} intent="extend" className="stack stack--3" labels={{ reason: t('register.extend_reason') }}>
        <p>{t('register.extend_text')}</p>
        <ErrorSummary />
        <HiddenField name="act" value="extend" />
        <HiddenField name="version" value={request.version} />
        <TextArea name="reason" rows={2} required />
        <FormActions>
          <SubmitButton kind="quiet">{t('register.extend_submit')}</SubmitButton>
        </FormActions>
      </ServerForm>
    </Card>
  );
}

function ErasureCard({ request, anonymous, reply }: Props) {
  const t = useMessages('privacy');
  const f = useFormat();
  if (request.erasedAt) {
    return (
      <Card title={t('erasure.title')}>
        <div className="stack stack--3">
          <p>{t('erasure.done', { at: f.dateTime(new Date(request.erasedAt)) })}</p>
          <p>{t('erasure.to_check', { texts: request.toCheck, files: request.filesToCheck, checked: request.checked })}</p>
          <Kept kept={request.kept} />
        </div>
      </Card>
    );
  }
  if (request.answeredAt !== null) return null;
  return (
    <Card title={t('erasure.title')}>
      {request.isStaff ? (
        <div className="stack stack--3">
          <p>{t('erasure.of_staff')}</p>
          <p>
            <LinkButton to={`/admin/people/${request.personId}`}>{t('erasure.to_staff')}</LinkButton>
          </p>
        </div>
      ) : request.identityCheckedAt === null ? (
        <p>{t('erasure.check_first')}</p>
      ) : (
        <ServerForm reply={reply} intent="erase" className="stack stack--3" labels={{ isSure: t('erasure.sure') }}>
          <p>{t('erasure.text', { name: anonymous })}</p>
          <ErrorSummary />
          <HiddenField name="act" value="erase" />
          <HiddenField name="version" value={request.version} />
          <CheckboxField name="isSure" isBoxed />
          <FormActions>
            <SubmitButton kind="danger">{t('erasure.submit')}</SubmitButton>
          </FormActions>
        </ServerForm>
      )}
    </Card>
  );
}

/** What still holds the name, and the reason that the person is told. */
function Kept({ kept }: Pick<PrivacyRequestPageData, 'kept'>) {
  const t = useMessages('privacy');
  if (kept.length === 0) return <p>{t('erasure.nothing_kept')}</p>;
  return (
    <>
      <p>{t('erasure.kept')}</p>
      <ul className="stack stack--1">
        {kept.map(({ keptFor, count }) => (
          <li key={keptFor}>{t(`erasure.kept.${keptFor}`, { count })}</li>
        ))}
      </ul>
    </>
  );
}

function AnswerCard({ request, reply }: CardProps) {
  const t = useMessages('privacy');
  const labels = { outcome: t('register.outcome'), answer: t('register.answer'), proof: t('register.proof') };
  return (
    <Card title={t('register.answer_title')}>
      <ServerForm reply={reply} intent="answer" className="stack stack--3" labels={labels}>
        <ErrorSummary />
        <HiddenField name="act" value="answer" />
        <HiddenField name="version" value={request.version} />
        <SelectField
          name="outcome"
          required
          placeholder={t('register.choose')}
          options={PRIVACY_OUTCOMES.map((outcome) => ({ value: outcome, label: t(`register.outcome.${outcome}`) }))}
        />
        <TextArea name="answer" rows={4} hint={t('register.no_name')} required />
        <TextField name="proof" hint={t('register.proof_hint')} autoComplete="off" />
        <FormActions>
          <SubmitButton>{t('register.answer_submit')}</SubmitButton>
        </FormActions>
      </ServerForm>
    </Card>
  );
}
