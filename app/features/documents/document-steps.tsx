import { CaseSteps } from '~/features/case-page/case-steps';
import { useMessages } from '~/i18n/use-messages';
import { Breadcrumb } from '~/ui/shell';
import type { HolderName } from './document-page.queries.server';

type Props = { holder: HolderName; here: string; isForCompany: boolean; isList?: boolean };

/** Where the documents of a case or a company are read. */
export function documentsAddress({ ofCase, companyId }: HolderName, isForCompany: boolean): string {
  if (ofCase) return `${isForCompany ? '/plan' : ''}/cases/${ofCase.id}/documents`;
  return isForCompany ? `/plan/company/documents?company=${companyId}` : `/companies/${companyId}/documents`;
}

/** The way back from a page about documents. */
export function DocumentSteps({ holder, here, isForCompany, isList = false }: Props) {
  const t = useMessages('documents');
  const c = useMessages('companies');
  const n = useMessages('navigation');
  const { ofCase, companyId, companyName } = holder;
  const list = { to: documentsAddress(holder, isForCompany), label: t('title') };
  if (ofCase)
    return (
      <CaseSteps
        name={{ id: ofCase.id, companyName, track: ofCase.track }}
        here={here}
        isForCompany={isForCompany}
        {...(isList ? {} : { through: list })}
      />
    );
  const own = isForCompany
    ? [
        { to: `/plan?company=${companyId}`, label: n('section.plan') },
        { to: `/plan/company?company=${companyId}`, label: companyName },
      ]
    : [
        { to: '/companies', label: c('title') },
        { to: `/companies/${companyId}`, label: companyName },
      ];
  return <Breadcrumb steps={[...own, ...(isList ? [] : [list]), { label: here }]} />;
}
