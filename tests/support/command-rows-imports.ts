import { applyRegisterImport, discardRegisterImport } from '~/features/imports/apply-register-import.server';
import { startRegisterImport } from '~/features/imports/preview-register-file.server';
import { AT, type CommandRow } from './command-scene';

export const IMPORT_COMMANDS: Record<string, CommandRow> = {
  applyRegisterImport: { state: 'active', run: (tx, actor, { ids }) => applyRegisterImport(tx, actor, ids.register_imports!, AT) },
  discardRegisterImport: { state: 'active', run: (tx, actor, { ids }) => discardRegisterImport(tx, actor, ids.register_imports!) },
  startRegisterImport: {
    state: 'active',
    isAnywhere: true,
    run: (tx, actor) => startRegisterImport(tx, actor, { fileName: 'x.csv', sha256: 'x', sizeBytes: 1 }),
  },
};
