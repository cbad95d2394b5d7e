const COLLEAGUE_DONE = ['invited', 'joined', 'ended', 'handed_over'] as const;

/** What was just done to a company's people, said on their page. */
export type ColleagueDone = (typeof COLLEAGUE_DONE)[number];

/** Reads it from the address; null for anything else. */
export function colleagueDoneOf(query: URLSearchParams): ColleagueDone | null {
  return COLLEAGUE_DONE.find((one) => one === query.get('done')) ?? null;
}
