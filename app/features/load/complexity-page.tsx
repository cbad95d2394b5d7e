import { CaseSteps } from '~/features/case-page/case-steps';
import { COMPLEXITIES, COMPLEXITY_FACTORS } from '~/features/cases/complexity';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import type { ComplexityPage as Page } from './complexity.queries.server';

/** Who leads a case says how heavy it is beside the usual one. Staff only. */
export function ComplexityPage({ page, reply }: { page: Page; reply: FormReply | undefined }) {
  const t = useMessages('load');
  const c = useMessages('cases');
  const p = useMessages('programmes');
  const f = useFormat();
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<CaseSteps name={page} here={t('complexity.title')} />}
        title={t('complexity.title')}
        lede={t('complexity.lede', { company: page.companyName, track: p(`track.${page.track}`) })}
      />
      {page.maySet ? (
        <Card>
          <ServerForm reply={reply} className="stack stack--3" labels={{ complexity: t('complexity.label') }}>
            <ErrorSummary />
            <HiddenField name="version" value={page.version} />
            <RadioGroup
              name="complexity"
              defaultValue={page.complexity}
              choices={COMPLEXITIES.map((value) => ({
                value,
                label: t(`complexity.${value}`),
                hint: t('complexity.factor', { factor: f.number(COMPLEXITY_FACTORS[value], 1) }),
              }))}
              isBoxed
            />
            <FormActions>
              <SubmitButton>{t('complexity.save')}</SubmitButton>
              <a className="btn btn--quiet" href={`/cases/${page.id}`}>
                {c('move.cancel')}
              </a>
            </FormActions>
          </ServerForm>
        </Card>
      ) : (
        <Card>
          <p>
            {t('complexity.now', { what: t(`complexity.${page.complexity}`), factor: f.number(COMPLEXITY_FACTORS[page.complexity], 1) })}
          </p>
          <p className="muted">{t('complexity.who')}</p>
        </Card>
      )}
    </div>
  );
}
