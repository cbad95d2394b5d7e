import { Form, Link } from '@remix-run/react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Button, LinkButton, SubmitButton } from '~/ui/button';
import { Banner } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, SelectField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { FieldScope, ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb, PageHead } from '~/ui/shell';
import type { NumberLookUp } from './company-look-up.queries.server';
import { useCompanyWords } from './company-words';
import { joiningOptions } from './joining-field';
import { formatIdentifier } from './siren';

type Props = { isForeign: boolean; lookUp: NumberLookUp | null; reply: FormReply | undefined };

/** A company by hand: first its number, then what the register proposes for it. */
export function CompanyNewPage({ isForeign, lookUp, reply }: Props) {
  const t = useMessages('companies');
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<Breadcrumb steps={[{ to: '/companies', label: t('title') }, { label: t('new.title') }]} />}
        title={t('new.title')}
        lede={t('new.lede')}
      />
      {isForeign ? <ForeignForm reply={reply} /> : <FrenchSteps lookUp={lookUp} reply={reply} />}
      <p>
        {isForeign ? (
          <Link to="/companies/new">{t('new.french_link')}</Link>
        ) : (
          <Link to="/companies/new?foreign=on">{t('new.foreign_link')}</Link>
        )}
      </p>
    </div>
  );
}

function FrenchSteps({ lookUp, reply }: Pick<Props, 'lookUp' | 'reply'>) {
  const t = useMessages('companies');
  return (
    <>
      <FieldScope id="look-up">
        <Form method="get" className="filters" key={lookUp?.typed}>
          <TextField
            name="siren"
            label={t('new.siren')}
            hint={t('new.siren_hint')}
            inputMode="numeric"
            autoComplete="off"
            defaultValue={lookUp?.typed}
            error={
              lookUp?.result === 'fault'
                ? `companies:errors.siren.${lookUp.fault}${lookUp.repaired ? `?repaired=${lookUp.repaired}` : ''}`
                : undefined
            }
            wide
          />
          <Button type="submit" kind={lookUp && lookUp.result !== 'fault' ? undefined : 'primary'}>
            {t('new.look_up')}
          </Button>
        </Form>
      </FieldScope>
      {lookUp ? <Found lookUp={lookUp} reply={reply} /> : null}
    </>
  );
}

function Found({ lookUp, reply }: { lookUp: NumberLookUp; reply: FormReply | undefined }) {
  const t = useMessages('companies');
  if (lookUp.result === 'fault') {
    return lookUp.repaired ? (
      <p>
        <LinkButton to={`/companies/new?siren=${lookUp.repaired}`}>
          {t('new.repair', { siren: formatIdentifier(lookUp.repaired) })}
        </LinkButton>
      </p>
    ) : null;
  }
  if (lookUp.result === 'known') {
    return (
      <Banner tone="watch" title={t('new.known', { name: lookUp.company.name })}>
        <p>
          <Link to={`/companies/${lookUp.company.id}`}>{t('new.known_link', { name: lookUp.company.name })}</Link>
        </p>
      </Banner>
    );
  }
  const { unit } = lookUp;
  return (
    <>
      {unit ? <Proposal unit={unit} /> : <Banner title={t('new.no_proposal')}>{t('new.no_proposal_text')}</Banner>}
      {unit?.isCeased ? (
        <Banner tone="late" title={t('new.ceased')}>
          {t('new.ceased_text')}
        </Banner>
      ) : (
        <ServerForm reply={reply} className="stack stack--4" labels={{ name: t('new.name'), siren: t('new.siren') }} key={lookUp.siren}>
          <ErrorSummary />
          <HiddenField name="siren" value={lookUp.siren} />
          <TextField name="name" label={t('new.name')} hint={unit ? t('new.name_hint') : undefined} defaultValue={unit?.name} required />
          <SelectField name="joining" label={t('new.joining')} placeholder={false} defaultValue="none" options={joiningOptions(t)} />
          <FormActions>
            <SubmitButton>{t('new.submit')}</SubmitButton>
          </FormActions>
        </ServerForm>
      )}
    </>
  );
}

function Proposal({ unit }: { unit: NonNullable<Extract<NumberLookUp, { result: 'free' }>['unit']> }) {
  const t = useMessages('companies');
  const f = useFormat();
  const words = useCompanyWords();
  const rows: [string, string | null][] = [
    [t('edit.name'), unit.name],
    [t('identity.siren'), formatIdentifier(unit.siren)],
    [t('identity.legal_form'), words.legalForm(unit.legalFormCode)],
    [t('identity.activity'), words.activity(unit.nafCode)],
    [t('identity.founded'), unit.foundedOn ? f.date(unit.foundedOn) : null],
    [t('identity.state'), unit.isCeased ? t('identity.ceased') : t('identity.active')],
  ];
  return (
    <Banner title={t('new.proposal')}>
      <DefinitionList entries={rows.map(([term, value]) => ({ term, value: value ?? t('identity.unknown') }))} />
    </Banner>
  );
}

function ForeignForm({ reply }: Pick<Props, 'reply'>) {
  const t = useMessages('companies');
  return (
    <ServerForm
      reply={reply}
      className="stack stack--4"
      labels={{ name: t('new.name'), countryCode: t('new.country'), foreignId: t('new.foreign_id'), siren: t('new.siren') }}
      schema={() => import('./add-company.schema').then((module) => module.addCompanySchema)}
    >
      <ErrorSummary />
      <TextField name="name" label={t('new.name')} required />
      <TextField name="countryCode" label={t('new.country')} hint={t('new.country_hint')} maxLength={2} autoComplete="off" required />
      <TextField name="foreignId" label={t('new.foreign_id')} autoComplete="off" required />
      <SelectField name="joining" label={t('new.joining')} placeholder={false} defaultValue="none" options={joiningOptions(t)} />
      <FormActions>
        <SubmitButton>{t('new.submit')}</SubmitButton>
      </FormActions>
    </ServerForm>
  );
}
