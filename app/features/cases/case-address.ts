/** Where a case is read: the company's people have a page of their own. */
export function caseAddress(caseId: string, isForCompany = false): string {
  return `${isForCompany ? '/plan' : ''}/cases/${caseId}`;
}
