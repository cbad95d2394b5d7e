import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { FormActions } from '~/ui/forms/fields';
import { ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb, PageHead } from '~/ui/shell';

/** Says what looking as a company means before it starts. */
export function ViewPage({ company }: { company: { id: string; name: string } }) {
  const t = useMessages('privacy');
  const c = useMessages('companies');
  const title = t('view.title', { company: company.name });
  const steps = [{ to: '/companies', label: c('title') }, { to: `/companies/${company.id}`, label: company.name }, { label: t('view') }];
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead before={<Breadcrumb steps={steps} />} title={title} lede={t('view.lede')} />
      <Card>
        <ServerForm reply={undefined}>
          <FormActions>
            <SubmitButton>{t('view.submit')}</SubmitButton>
            <a className="btn btn--quiet" href={`/companies/${company.id}`}>
              {t('view.cancel')}
            </a>
          </FormActions>
        </ServerForm>
      </Card>
    </div>
  );
}
