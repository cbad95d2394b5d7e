/** What a contact is to the programme: the leader signs in and decides; a contact is somebody to call. */
export const CONTACT_ROLES = ['leader', 'contact'] as const;
/** What whoever holds a company's account invites colleagues as. */
export const COLLEAGUE_ROLES = ['leader', 'collaborator'] as const;
export type ContactRole = (typeof CONTACT_ROLES | typeof COLLEAGUE_ROLES)[number];
