import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { now } from '~/platform/clock.server';
import { database } from '~/platform/database.server';
import { env } from '~/platform/env.server';
import { type Caller, recordAccess } from './access-log.server';
import type { Actor } from './actor';
import { digestAddress, TooMany } from './attempts.server';
import { cookieIn } from './browser.server';
import { makeRecoveryCodes } from './recovery-codes.server';
import type { PasskeyPurpose } from './second-factor.schema';
import { digestToken } from './sessions.server';

const NAME = 'Perspective PME';
const SECONDS = 300;

/** The library is some hundred kilobytes of certificates and formats: read when the first passkey is used. */
const library = () => import('@simplewebauthn/server');

/** The host of the one public address. */
const hostName = () => new URL(env().publicOrigin).hostname;

/** Browsers keep passkeys for names, never for bare numbers. */
export function offersPasskeys(): boolean {
  return isIP(hostName().replace(/^\[|\]$/g, '')) === 0;
}

type Options = PublicKeyCredentialRequestOptionsJSON | PublicKeyCredentialCreationOptionsJSON;
type OwnPasskey = { id: string; credential_id: string; transports: AuthenticatorTransport[] };

/** What the browser is to sign: a challenge of 256 bits, good once, for one purpose, in the browser that gets its cookie. */
export async function beginPasskey(
  caller: Caller,
  actor: Actor | null,
  purpose: PasskeyPurpose,
): Promise<{ options: Options; cookie: string } | TooMany> {
  const [token, challenge] = [randomBytes(32).toString('base64url'), randomBytes(32)];
  const sessionId = purpose === 'sign_in' ? null : (actor?.sessionId ?? null);
  const [row] = await database()<{ wait: number }[]>`
    select access.open_challenge(${digestToken(token)}, ${challenge.toString('base64url')}, ${purpose}, ${sessionId}, ${digestAddress(caller.address)}, ${now().toISOString()}::timestamptz) as wait`;
  if (row && row.wait > 0) return new TooMany(row.wait);
  const own =
    sessionId === null
      ? []
      : (await database()<OwnPasskey[]>`select * from access.passkeys_of_session(${sessionId})`).map((key) => ({
          id: key.credential_id,
          transports: key.transports,
        }));
  const secure = env().isHttps ? '; Secure' : '';
  return {
    options: await (actor && purpose === 'register' ? creation(actor, challenge, own) : assertion(challenge, own)),
    cookie: `${env().cookieName('challenge')}=${token}; Path=/; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secure}`,
  };
}

type Known = { id: string; transports: AuthenticatorTransport[] }[];

async function creation(actor: Actor, challenge: Buffer, excludeCredentials: Known) {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpName: NAME,
    rpID: hostName(),
    userName: actor.email,
    userDisplayName: `${actor.givenName} ${actor.familyName}`,
    userID: new Uint8Array(Buffer.from(actor.accountId.replaceAll('-', ''), 'hex')),
    challenge: new Uint8Array(challenge),
    attestationType: 'none',
    excludeCredentials,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

async function assertion(challenge: Buffer, allowCredentials: Known) {
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({
    rpID: hostName(),
    challenge: new Uint8Array(challenge),
    userVerification: 'required',
    ...(allowCredentials.length > 0 ? { allowCredentials } : {}),
  });
}

async function takeChallenge(request: Request, purpose: PasskeyPurpose, sessionId: string | null): Promise<string | null> {
  const id = digestToken(cookieIn(request, 'challenge') ?? '');
  const [row] = await database()<{ challenge: string | null }[]>`
    select access.take_challenge(${id}, ${purpose}, ${sessionId}) as challenge`;
  return row?.challenge ?? null;
}

/** What a browser sent, as the library checks it further; null for what is no such thing. */
function parsed<T extends { id: string; response: object }>(text: string): T | null {
  try {
    const value = JSON.parse(text) as T;
    return typeof value?.id === 'string' && typeof value.response === 'object' && value.response !== null ? value : null;
  } catch {
    return null;
  }
}

type Asked = { request: Request; context: Caller };

/**
 * Whose passkey signed this browser's challenge, with the person verified by the device: both factors at once. Null for anything else:
 * another origin or purpose, a challenge that was used, a signature that is none, a counter that ran backwards.
 */
export async function accountByPasskey({ request, context }: Asked, text: string, actor: Actor | null): Promise<string | null> {
  const response = parsed<AuthenticationResponseJSON>(text);
  const challenge = await takeChallenge(request, actor ? 'prove' : 'sign_in', actor?.sessionId ?? null);
  if (!challenge || !response) return refused(context);
  const [key] = await database()<
    { id: string; account_id: string; public_key: string; counter: string; transports: AuthenticatorTransport[] }[]
  >`select * from access.find_passkey(${response.id})`;
  if (!key) return refused(context);
  const newCounter = await checkedCounter(response, challenge, { ...key, counter: Number(key.counter) });
  if (newCounter === null) return refused(context, key.account_id);
  const [row] = await database()<{ is_used: boolean }[]>`
    select access.use_passkey(${key.id}::uuid, ${newCounter}, ${actor ? null : digestAddress(context.address)}) as is_used`;
  return row?.is_used ? key.account_id : refused(context, key.account_id);
}

async function refused(caller: Caller, accountId?: string): Promise<null> {
  await recordAccess('second_factor.refused', caller, accountId ? { accountId } : {}, { kind: 'passkey' });
  return null;
}

async function checkedCounter(
  response: AuthenticationResponseJSON,
  expectedChallenge: string,
  key: { public_key: string; counter: number; transports: AuthenticatorTransport[] },
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await library();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: env().publicOrigin,
      expectedRPID: hostName(),
      credential: {
        id: response.id,
        publicKey: new Uint8Array(Buffer.from(key.public_key, 'base64url')),
        counter: key.counter,
        transports: key.transports,
      },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    // The library throws for whatever does not fit.
    return null;
  }
}

/** Adds a passkey under a name. Gives the account's recovery codes where this is its first factor. Null: it does not fit, or is somebody's already. */
export async function addPasskey(
  { request, context }: Asked,
  actor: Actor,
  { name, passkey }: { name: string; passkey: string },
): Promise<{ codes: string[] | null } | null> {
  const response = parsed<RegistrationResponseJSON>(passkey);
  const challenge = await takeChallenge(request, 'register', actor.sessionId);
  const made = challenge && response ? await checkedRegistration(response, challenge) : null;
  if (!made) return null;
  const { id, publicKey, counter, transports = [] } = made.credential;
  const { shown, hashes } = makeRecoveryCodes();
  const [row] = await database()<{ are_new: boolean | null }[]>`
    select access.add_passkey(${actor.sessionId}, ${id}, ${Buffer.from(publicKey).toString('base64url')}, ${counter}, ${transports.slice(0, 8)}, ${made.credentialBackedUp}, ${name}, ${hashes}) as are_new`;
  if (row?.are_new == null) return null;
  await recordAccess('second_factor.added', context, actor, { kind: 'passkey' });
  return { codes: row.are_new ? shown : null };
}

async function checkedRegistration(response: RegistrationResponseJSON, expectedChallenge: string) {
  const { verifyRegistrationResponse } = await library();
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge,
      expectedOrigin: env().publicOrigin,
      expectedRPID: hostName(),
      requireUserVerification: true,
    });
    return registrationInfo ?? null;
  } catch {
    return null;
  }
}
