/** What the lines of an indicator belong to, to count them by name. */
export function indicatorSubject(code: string): 'company' | 'project' | 'subject' {
  if (/^(PRJ|EUR)-/.test(code)) return 'project';
  return /^INT-|^POL-03/.test(code) ? 'subject' : 'company';
}
