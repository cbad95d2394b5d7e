import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { DataTable } from '~/ui/data-table';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, SelectField, TextArea, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { AddedLinksCard } from '../capital/added-links-card';
import type { Measures } from '../capital/capital-link';
import { SIZES, type Size } from '../companies/company';
import type { CompanyRecord } from '../companies/company-page.queries.server';
import type { SizedFigures } from './annual-figures';
import { isSme, type SizeBasis, type SizedYear, sizeBasis, sizeOfYear } from './size-category';

type Props = {
  company: CompanyRecord;
  sized: SizedYear<SizedFigures>[];
  overrideBy: string | null;
  canDecide: boolean;
  reply: FormReply | undefined;
};

/** The size a company has and why: what each closed year gives, the two-year rule, and what somebody decided instead. */
export function SizeSection({ company, sized, overrideBy, canDecide, reply }: Props) {
  const t = useMessages('profile');
  const c = useMessages('companies');
  const f = useFormat();
  const computed = sized.at(-1)?.status ?? null;
  const inUse = company.sizeCategory;
  const last = sized.at(-1)?.year;
  const basis = sizeBasis(company.autonomy, (last?.added.length ?? 0) > 0);
  const smeWords = (size: Size) => {
    if (last?.isPubliclyHeld) return t('size.publicly_held', { share: f.percent(last.publicShare / 100, { min: 0, max: 2 }) });
    if (!isSme(size)) return t('size.is_not_sme');
    const isSettled = basis === 'whole' || basis === 'added' || company.sizeOverride !== null;
    return t(isSettled ? 'size.is_sme' : `size.is_sme_if.${basis}`);
  };
  const wordOrNull = (size: Size | null) => size && c(`size.${size}`);
  const word = (size: Size | null) => wordOrNull(size) ?? t('size.undecided');
  return (
    <>
      <Card title={t('size.in_use', { size: word(inUse) })}>
        {company.sizeOverride && company.sizeOverrideAt ? (
          <Banner tone="watch" title={t('size.overridden', { computed: word(computed) })}>
            <p>{company.sizeOverrideReason}</p>
            <p className="meta">
              {t('size.overridden_by', { name: overrideBy ?? '', on: f.date(company.sizeOverrideAt) })}
              {company.sizeOverrideEvidence ? ` · ${company.sizeOverrideEvidence}` : null}
            </p>
          </Banner>
        ) : computed !== null && computed !== inUse ? (
          <Banner tone="watch" title={t('size.differs', { computed: word(computed) })}>
            {t('size.differs_text')}
          </Banner>
        ) : (
          <p>{computed === null ? t('size.not_computed') : t(`size.as_computed.${basis}`)}</p>
        )}
        {basis === 'alone' && computed !== null ? (
          <Banner tone="watch" title={t('size.basis.alone')}>
            {t('size.group')}
          </Banner>
        ) : null}
        {inUse ? <p className="meta">{smeWords(inUse)}</p> : null}
        {canDecide && computed !== null && (company.sizeOverride !== null || inUse !== computed) ? (
          <ServerForm reply={reply} intent="computed" className="row">
            <ErrorSummary />
            <HiddenField name="version" value={company.version} />
            <SubmitButton kind="quiet">{t('size.keep_computed', { size: word(computed) })}</SubmitButton>
          </ServerForm>
        ) : null}
      </Card>
      <Card title={t('size.years')} isFlush={sized.length > 0}>
        {sized.length === 0 ? <p className="muted">{t('size.no_year')}</p> : <SizedYears sized={sized} basis={basis} />}
      </Card>
      <p className="meta">{t('size.rule')}</p>
      {sized.some(({ year }) => year.added.length > 0) ? (
        <AddedLinksCard
          years={sized.map(({ year, ofYear }) => ({
            ...{ year: year.year, added: year.added, alone: wordOrNull(sizeOfYear(year.own)), together: wordOrNull(ofYear) },
          }))}
        />
      ) : null}
      {canDecide ? <DecideSize company={company} reply={reply} /> : null}
    </>
  );
}

function SizedYears({ sized, basis }: Pick<Props, 'sized'> & { basis: SizeBasis }) {
  const t = useMessages('profile');
  const c = useMessages('companies');
  const f = useFormat();
  const unknown = <span className="faint">{t('years.unknown')}</span>;
  const money = (euros: number) => f.moneyShort(Math.round(euros * 100));
  const people = (count: number) => f.number(count, { min: 0, max: 2 });
  /** With what others add, and the company's own beneath. */
  const shown = ({ own, total, added }: SizedFigures, measure: keyof Measures, word: (value: number) => string) => {
    const value = total[measure];
    const alone = own[measure];
    return (
      <>
        {value === null ? unknown : word(value)}
        {added.length > 0 && alone !== null ? <span className="sub">{t('size.own', { own: word(alone) })}</span> : null}
      </>
    );
  };
  return (
    <DataTable
      className="table--dense"
      caption={t('size.caption')}
      rows={sized}
      rowKey={({ year }) => String(year.year)}
      columns={[
        {
          key: 'year',
          label: t('size.column.year'),
          cell: ({ year }) => (
            <>
              {year.year}
              {year.months === 12 ? null : <span className="sub">{t('size.annualised', { months: year.months })}</span>}
            </>
          ),
        },
        {
          key: 'fte',
          label: t('size.column.headcount'),
          isNumber: true,
          cell: ({ year }) => shown(year, 'headcount', people),
        },
        {
          key: 'turnover',
          label: t('size.column.turnover'),
          isNumber: true,
          className: 'nowrap',
          cell: ({ year }) => shown(year, 'turnover', money),
        },
        {
          key: 'balance',
          label: t('size.column.balance'),
          isNumber: true,
          className: 'nowrap',
          cell: ({ year }) => shown(year, 'balanceTotal', money),
        },
        { key: 'of_year', label: t('size.column.of_year'), cell: ({ ofYear }) => (ofYear === null ? unknown : c(`size.${ofYear}`)) },
        {
          key: 'status',
          label: t(basis === 'alone' ? 'size.column.status_alone' : 'size.column.status'),
          cell: ({ status }) => (status === null ? unknown : <strong>{c(`size.${status}`)}</strong>),
        },
      ]}
    />
  );
}

function DecideSize({ company, reply }: Pick<Props, 'company' | 'reply'>) {
  const t = useMessages('profile');
  const c = useMessages('companies');
  const labels = { size: t('size.field'), reason: t('size.reason'), evidence: t('size.evidence') };
  return (
    <Card title={t('size.override')}>
      <p className="muted">{t('size.override_text')}</p>
      <ServerForm reply={reply} intent="override" className="stack stack--4" labels={labels}>
        <ErrorSummary />
        <HiddenField name="version" value={company.version} />
        <SelectField
          name="size"
          defaultValue={company.sizeOverride}
          options={SIZES.map((size) => ({ value: size, label: c(`size.${size}`) }))}
        />
        <TextArea name="reason" hint={t('size.reason_hint')} defaultValue={company.sizeOverrideReason} required />
        <TextField name="evidence" hint={t('size.evidence_hint')} defaultValue={company.sizeOverrideEvidence} optional />
        <FormActions>
          <SubmitButton>{t('size.submit')}</SubmitButton>
        </FormActions>
      </ServerForm>
    </Card>
  );
}
