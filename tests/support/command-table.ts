import { ADMINISTRATION_COMMANDS } from './command-rows-administration';
import { CASE_COMMANDS } from './command-rows-cases';
import { COMPANY_COMMANDS } from './command-rows-companies';
import { CONFIDENTIALITY_COMMANDS } from './command-rows-confidentiality';
import { DOCUMENT_COMMANDS } from './command-rows-documents';
import { FIGURE_COMMANDS } from './command-rows-figures';
import { GRANTS_COMMANDS } from './command-rows-grants';
import { IMPORT_COMMANDS } from './command-rows-imports';
import { INVITATIONS_COMMANDS } from './command-rows-invitations';
import { LOAD_COMMANDS } from './command-rows-load';
import { MAIL_COMMANDS } from './command-rows-mail';
import { MILESTONE_COMMANDS } from './command-rows-milestones';
import { NOTE_COMMANDS } from './command-rows-notes';
import { PEOPLE_COMMANDS } from './command-rows-people';
import { PRIVACY_COMMANDS } from './command-rows-privacy';
import { PROFILE_COMMANDS } from './command-rows-profile';
import { REQUEST_COMMANDS } from './command-rows-requests';
import { TASK_COMMANDS } from './command-rows-tasks';
import type { CommandRow } from './command-scene';

/**
 * Every command with what it needs to succeed for whoever may give it. A new command needs one row in the file of its
 * subject; what each person then gets is written by `WRITE_MATRIX=1` into commands.json, to be read before it is kept.
 */
export const COMMANDS: Record<string, CommandRow> = {
  ...ADMINISTRATION_COMMANDS,
  ...CASE_COMMANDS,
  ...COMPANY_COMMANDS,
  ...CONFIDENTIALITY_COMMANDS,
  ...DOCUMENT_COMMANDS,
  ...FIGURE_COMMANDS,
  ...GRANTS_COMMANDS,
  ...IMPORT_COMMANDS,
  ...INVITATIONS_COMMANDS,
  ...LOAD_COMMANDS,
  ...MAIL_COMMANDS,
  ...MILESTONE_COMMANDS,
  ...NOTE_COMMANDS,
  ...PEOPLE_COMMANDS,
  ...PRIVACY_COMMANDS,
  ...PROFILE_COMMANDS,
  ...REQUEST_COMMANDS,
  ...TASK_COMMANDS,
};
