import { caseAddress } from '~/features/cases/case-address';
import type { CaseName } from '~/features/cases/case-name.queries.server';
import { useMessages } from '~/i18n/use-messages';
import { Breadcrumb } from '~/ui/shell';

type Props = {
  name: Pick<CaseName, 'id' | 'companyName' | 'track'>;
  here: string;
  /** A page between the case and this one. */
  through?: { to: string; label: string };
  isForCompany?: boolean;
};

/** The way back from a page below a case. */
export function CaseSteps({ name, here, through, isForCompany = false }: Props) {
  const n = useMessages('navigation');
  const p = useMessages('programmes');
  const track = p(`track.${name.track}`);
  return (
    <Breadcrumb
      steps={[
        isForCompany ? { to: '/plan', label: n('section.plan') } : { to: '/cases', label: n('section.cases') },
        { to: caseAddress(name.id, isForCompany), label: isForCompany ? track : `${name.companyName} · ${track}` },
        ...(through ? [through] : []),
        { label: here },
      ]}
    />
  );
}
