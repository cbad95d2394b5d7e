/** What somebody read of another's: an internal note, a person's page, what is kept restricted of a company, a whole trail or a copy of data. */
export const READ_EVENTS = [
  'notes.read',
  'person.read',
  'restricted.read',
  'trail.exported',
  'access_log.exported',
  'copy.downloaded',
] as const;
export type ReadEvent = (typeof READ_EVENTS)[number];

/** Every kind of line in the access log. The administrator's page has words for each. */
export const ACCESS_EVENTS = [
  'sign_in.done',
  'sign_in.refused',
  'sign_in.delayed',
  'sign_in.ended',
  'sign_out.done',
  'sign_out.everywhere',
  'space.switched',
  'password.changed',
  'password.reset',
  'reset.asked',
  'email.asked',
  'email.changed',
  'proof.given',
  'invitation.accepted',
  'invitation.declined',
  'access.denied',
  'view.started',
  'view.ended',
  'sign_in.second_step',
  'second_factor.refused',
  'second_factor.added',
  'second_factor.removed',
  'recovery_code.used',
  'recovery_codes.renewed',
  ...READ_EVENTS,
] as const;
export type AccessEvent = (typeof ACCESS_EVENTS)[number];
