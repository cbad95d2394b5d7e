import { openItem } from '~/features/confidentiality/open-item.server';
import { shareItem } from '~/features/confidentiality/share-item.server';
import { takeBackItem } from '~/features/confidentiality/take-back-item.server';
import { AT, type CommandRow, version, words } from './command-scene';

const itemOf = (ids: Record<string, string>) => ['note', ids.notes] as const;

export const CONFIDENTIALITY_COMMANDS: Record<string, CommandRow> = {
  openItem: {
    state: 'active',
    given: (sql, { ids }) => sql`update notes set confidentiality = 'restricted' where id = ${ids.notes ?? ''}`,
    run: (tx, actor, { ids }) => openItem(tx, actor, itemOf(ids), { version, reason: words }, AT),
  },
  shareItem: { state: 'active', run: (tx, actor, { ids }) => shareItem(tx, actor, itemOf(ids), { version }, AT) },
  takeBackItem: {
    state: 'active',
    given: (sql, { ids }) => sql`update notes set confidentiality = 'company' where id = ${ids.notes ?? ''}`,
    run: (tx, actor, { ids }) => takeBackItem(tx, actor, itemOf(ids), { version }, AT),
  },
};
