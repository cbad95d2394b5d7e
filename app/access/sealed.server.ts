import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '~/platform/env.server';

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Whether this installation has a key to keep secrets with. */
export function hasSealingKey(): boolean {
  return env().secondFactorKey !== undefined;
}

function sealingKey(): Buffer {
  const key = env().secondFactorKey;
  if (!key) throw new Error('SECOND_FACTOR_KEY is not set');
  return Buffer.from(hkdfSync('sha256', key, '', 'authenticator secrets', 32));
}

/** Encrypts a secret for the database (AES-256-GCM). `about` names whose it is: moved to another row, it opens no more. */
export function seal(secret: string, about: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(), iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
}

/** Throws where the key is another, or the text was changed or is somebody else's. */
export function unseal(sealed: string, about: string): string {
  const [version, text = ''] = sealed.split('.');
  if (version !== VERSION) throw new Error('sealed by an unknown version');
  const bytes = Buffer.from(text, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(), bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(about))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}
