/** What a contact is to the programme: the leader signs in and decides; a contact is somebody to call. */
export const CONTACT_ROLES = ['leader', 'contact'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];
