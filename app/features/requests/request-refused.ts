/** The sentence of every refusal of a request. */
export const REQUEST_REFUSED = {
  company_ceased: 'requests:refused.company_ceased',
  note_missing: 'requests:refused.note_missing',
  leader_missing: 'requests:refused.leader_missing',
  not_enrolled: 'requests:refused.not_enrolled',
  already_open: 'requests:refused.already_open',
  already_submitted: 'requests:refused.already_submitted',
} as const;
