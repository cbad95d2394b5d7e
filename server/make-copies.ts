import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import type { Sql } from 'postgres';
import { recordEvent } from '~/features/history/record-event.server';
import { mailOfOwn } from '~/features/mail/enqueue-mail.server';
import { type CopyPart, type Holder, type OwnCopy, readAboutPerson, readOwnCopy } from '~/features/privacy/copy-of-data.server';
import { messagesFor } from '~/i18n/messages.server';
import { dayInParis, now } from '~/platform/clock.server';
import { inTransaction, type Tx, transactionPool } from '~/platform/database.server';
import { fileStore } from '~/platform/files/file-store.server';
import { log, logError } from '~/platform/log.server';
import { dataCopies } from '../db/schema/privacy';
import { writeArchive } from './copy-archive';
import { writeSummary } from './copy-summary';
import { codeOf } from './sending';

const JOB = 'make-copies';
const KEPT_DAYS = 7;
const AT_ONCE = 20;

type Asked = Holder & { id: string };

/** Makes the copies of data that were asked for, and deletes those whose days are over. Returns how many were made. */
export async function makeCopies(pool: Sql = transactionPool(), at = now()): Promise<number> {
  let made = 0;
  for (const { id: clusterId } of await pool<{ id: string }[]>`select id from clusters order by id`) {
    await forgetOld(pool, clusterId, at);
    const asked = await asJob(pool, clusterId, (tx) =>
      tx
        .select({ id: dataCopies.id, personId: dataCopies.personId })
        .from(dataCopies)
        .where(and(eq(dataCopies.clusterId, clusterId), isNull(dataCopies.readyAt)))
        .orderBy(dataCopies.askedAt, dataCopies.id)
        .limit(AT_ONCE),
    );
    for (const one of asked) {
      // One that can't be made is tried again with the next run, and holds nobody else up.
      const isMade = await makeCopy(pool, { ...one, clusterId }, at).catch((error) => {
        logError('copy.failed', error, { cluster: clusterId, copy: one.id });
        return false;
      });
      if (isMade) made += 1;
    }
  }
  return made;
}

async function makeCopy(pool: Sql, asked: Asked, at: Date): Promise<boolean> {
  const { clusterId, personId, id } = asked;
  const own = await readAsPerson(pool, asked);
  // Somebody who is nobody here any more gets none.
  if (!own) return settle(pool, asked, { readyAt: at, expiresAt: at, fileId: null, sizeBytes: null });
  const parts = [...own.parts, ...(await asJob(pool, clusterId, (tx) => readAboutPerson(tx, asked)))];
  const fileId = randomUUID();
  const file = path.join(await (await fileStore()).incoming(), fileId);
  try {
    const archive = {
      readme: readmeOf(own, parts, at),
      summary: { name: `${messagesFor(own.locale)('privacy')('summary.file')}.pdf`, bytes: await writeSummary(own, parts, at) },
      parts,
      files: own.files,
      separator: own.locale === 'fr' ? (';' as const) : (',' as const),
      at,
    };
    const sizeBytes = await writeArchive(file, archive, async (one) => (await fileStore()).read(clusterId, one));
    // The bytes come first: a row never stands for a file that isn't there.
    await (await fileStore()).keep(clusterId, fileId, file);
    const expiresAt = new Date(at.getTime() + KEPT_DAYS * 86_400_000);
    const isFirst = await settle(pool, asked, { readyAt: at, expiresAt, fileId, sizeBytes });
    if (!isFirst) await (await fileStore()).remove(clusterId, fileId);
    log('info', 'copy.made', { cluster: clusterId, copy: id, person: personId, bytes: sizeBytes, files: own.files.length });
    return isFirst;
  } finally {
    await rm(file, { force: true });
  }
}

type Made = { readyAt: Date; expiresAt: Date; fileId: string | null; sizeBytes: number | null };

/** Says that a copy is there, and tells its owner; false where another worker was quicker. */
function settle(pool: Sql, { clusterId, personId, id }: Asked, { readyAt, expiresAt, fileId, sizeBytes }: Made): Promise<boolean> {
  return asJob(pool, clusterId, async (tx) => {
    const [row] = await tx
      .update(dataCopies)
      .set({ readyAt: readyAt.toISOString(), expiresAt: expiresAt.toISOString(), fileId, sizeBytes })
      .where(and(eq(dataCopies.clusterId, clusterId), eq(dataCopies.id, id), isNull(dataCopies.readyAt)))
      .returning({ id: dataCopies.id });
    if (!row || !fileId) return false;
    const eventId = await recordEvent(tx, { clusterId, personId: null, isJob: true }, 'data.copied', {
      subject: ['data_copy', id],
      confidentiality: 'admin',
      facts: { person: personId, bytes: sizeBytes },
    });
    await mailOfOwn(tx, clusterId, personId, { kind: 'copy_ready', eventId, subjectId: id, at: readyAt });
    return true;
  });
}

/** Deletes the files of copies whose days are over; the rows stay and say that there were some. */
async function forgetOld(pool: Sql, clusterId: string, at: Date): Promise<void> {
  const old = await asJob(pool, clusterId, (tx) =>
    tx
      .select({ id: dataCopies.id, fileId: dataCopies.fileId })
      .from(dataCopies)
      .where(and(eq(dataCopies.clusterId, clusterId), isNotNull(dataCopies.fileId), lt(dataCopies.expiresAt, at.toISOString()))),
  );
  for (const { id, fileId } of old) {
    await (await fileStore()).remove(clusterId, fileId as string);
    await asJob(pool, clusterId, (tx) =>
      tx
        .update(dataCopies)
        .set({ fileId: null })
        .where(and(eq(dataCopies.clusterId, clusterId), eq(dataCopies.id, id))),
    );
  }
}

function readmeOf({ locale, files }: OwnCopy, parts: readonly CopyPart[], at: Date): string {
  const t = messagesFor(locale)('privacy');
  const lines = parts.map(({ name, rows }) => `  ${name}: ${rows.length}`);
  return [t('copy.readme', { on: dayInParis(at) }), '', ...lines, `  files: ${files.length}`, '', t('copy.readme_masked'), ''].join('\r\n');
}

function asJob<T>(pool: Sql, clusterId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(pool, 'write', (connection) => connection`select access.enter_system(${clusterId}::uuid, ${JOB})`.execute(), work);
}

/** What they may see, read as themselves in one moment; null where they are nobody here any more. */
async function readAsPerson(pool: Sql, asked: Asked): Promise<OwnCopy | null> {
  try {
    return await inTransaction(
      pool,
      'read',
      (connection) => connection`select access.enter_person(${asked.clusterId}::uuid, ${asked.personId}::uuid)`.execute(),
      (tx) => readOwnCopy(tx, asked),
    );
  } catch (error) {
    if (codeOf(error) === '28000') return null;
    throw error;
  }
}
