import type { ReactNode } from 'react';
import { AidCard } from '../aid/aid-card';
import { CompanyIdentity } from '../companies/company-identity';
import type { CompanyRecord } from '../companies/company-page.queries.server';
import { AnnualFiguresCard } from './annual-figures-card';
import type { Company360 } from './company-360.queries.server';
import { EstablishmentsCard, MembershipCard } from './records-cards';

type Props = { company: CompanyRecord; more: Company360 };

/** The wide column: financial years, the figures of cases, the people. */
export function CompanyMain({ company, more, figures, people }: Props & { figures: ReactNode; people: ReactNode }) {
  return (
    <>
      {company.memberCategory === 'company' ? (
        <>
          <AnnualFiguresCard {...more.annual} yearAddress={more.can.keep ? `/companies/${company.id}/years` : null} isForStaff />
          {figures}
        </>
      ) : null}
      {people}
    </>
  );
}

/** The narrow column: aid, identity, places, membership. */
export function CompanyAside({ company, more, today }: Props & { today: string }) {
  const { records, can } = more;
  return (
    <>
      {company.memberCategory === 'company' ? (
        <AidCard companyId={company.id} aid={more.aid} today={today} canEdit={can.recordAid} />
      ) : null}
      <CompanyIdentity company={company} records={records} size={more.size} today={today} isKept={company.isKept} />
      <EstablishmentsCard companyId={company.id} siren={company.siren} places={records.establishments} canEdit={can.keep} />
      <MembershipCard companyId={company.id} periods={records.memberships} canEdit={can.keepMembership} />
    </>
  );
}
