import { chooseLetters } from '~/features/mail/choose-letters.server';
import { AT, type CommandRow } from './command-scene';

export const MAIL_COMMANDS: Record<string, CommandRow> = {
  chooseLetters: {
    state: 'active',
    isAnywhere: true,
    run: (tx, actor) =>
      chooseLetters(tx, actor, { milestone_turn: false, milestone_returned: false, note_shared: false, handed_over: false }, AT),
  },
};
