import { database } from '~/platform/database.server';
import { env } from '~/platform/env.server';
import type { RequestContext } from '~/platform/request-context';

export type DemoLetter = { id: string; recipient: string; subject: string; sentAt: string };

const SHOWN = 100;
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Letters open whoever they are for, reset links with them: a demonstration's own machine alone may look. */
function isOpenTo({ address }: Pick<RequestContext, 'address'>): boolean {
  return env().isDemo && LOOPBACK.test(address);
}

/** The newest letters of a demonstration; null anywhere else. */
export async function listDemoLetters(caller: Pick<RequestContext, 'address'>): Promise<DemoLetter[] | null> {
  if (!isOpenTo(caller)) return null;
  const rows = await database()<{ id: string; recipient: string; subject: string; sent_at: string }[]>`
    select id, recipient, subject, sent_at from demo_mailbox order by id desc limit ${SHOWN}`;
  return rows.map(({ sent_at: sentAt, ...row }) => ({ ...row, sentAt }));
}

/** One letter with its text. */
export async function findDemoLetter(caller: Pick<RequestContext, 'address'>, id: string): Promise<(DemoLetter & { body: string }) | null> {
  if (!isOpenTo(caller)) return null;
  const [row] = await database()<{ id: string; recipient: string; subject: string; sent_at: string; body: string }[]>`
    select id, recipient, subject, sent_at, body from demo_mailbox where id = ${id}::uuid`;
  if (!row) return null;
  const { sent_at: sentAt, ...letter } = row;
  return { ...letter, sentAt };
}
