import { Link } from '@remix-run/react';
import { SECOND_FACTOR_RULES } from '~/access/second-factor';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, SelectField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { AdminTabs } from './admin-tabs';
import type { RulePage } from './second-factor-rule.queries.server';

type Props = { page: RulePage; reply: FormReply | undefined };

/** Who of the staff signs in with a second factor. */
export function SecondFactorRulePage({ page: { rule, since, counts, hasOwn }, reply }: Props) {
  const t = useMessages('administration');
  const f = useFormat();
  return (
    <div className="page stack stack--4">
      <PageHead title={t('factor.title')} lede={t('factor.lede')} />
      <AdminTabs current="sign-in" />
      <Card title={t('factor.rule')}>
        <div className="stack stack--3">
          <p>{since ? t('factor.since', { on: f.dateTime(new Date(since)) }) : t('factor.none_yet')}</p>
          <ul className="stack stack--1">
            {counts.map((line) => (
              <li key={line.rule}>
                <strong>{t(`factor.rule.${line.rule}`)}</strong>{' '}
                <span className="meta">
                  {t('factor.people', { count: line.people })} {t('factor.missing', { count: line.missing })}
                </span>
              </li>
            ))}
          </ul>
          {hasOwn ? null : (
            <Banner tone="info" title={t('factor.own_first')}>
              <p>
                <Link to="/account/second-factor">{t('factor.own_open')}</Link>
              </p>
            </Banner>
          )}
          <ServerForm reply={reply} className="stack stack--3" labels={{ rule: t('factor.for') }}>
            <ErrorSummary />
            <HiddenField name="was" value={rule} />
            <SelectField
              name="rule"
              hint={t('factor.hint')}
              defaultValue={rule}
              options={SECOND_FACTOR_RULES.map((value) => ({ value, label: t(`factor.rule.${value}`) }))}
              required
            />
            <FormActions>
              <SubmitButton>{t('factor.submit')}</SubmitButton>
            </FormActions>
          </ServerForm>
        </div>
      </Card>
    </div>
  );
}
