const COMPANY_DONE = ['added', 'enrolled', 'saved', 'contact', 'contact_ended', 'holder_named'] as const;

/** What was just done to a company, said on its page. */
export type CompanyDone = (typeof COMPANY_DONE)[number];

/** Reads it from the address; null for anything else. */
export function companyDoneOf(query: URLSearchParams): CompanyDone | null {
  return COMPANY_DONE.find((one) => one === query.get('done')) ?? null;
}
