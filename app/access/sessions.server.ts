import { createHash } from 'node:crypto';
import { type Adapter, type DatabaseSession, type DatabaseUser, generateIdFromEntropySize, Lucia, TimeSpan } from 'lucia';
import { database } from '~/platform/database.server';
import { env } from '~/platform/env.server';
import type { Actor, Role, SignInLevel } from './actor';

type Holder = { clusterId: string; personId: string };
type Held = Holder & { deviceId: string | null; level: SignInLevel };
/** 200 bits, as Lucia's own. */
const TOKEN_BYTES = 25;
type KnownActor = Omit<Actor, 'sessionId'>;

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Held, KnownActor>;
    DatabaseUserAttributes: KnownActor;
    DatabaseSessionAttributes: Held;
  }
}

type SessionRow = {
  account_id: string;
  cluster_id: string;
  person_id: string;
  expires_at: string;
  proved_at: string;
  is_quiet: boolean;
  email: string;
  locale: Actor['locale'];
  theme: Actor['theme'];
  given_name: string;
  family_name: string;
  cluster_name: string;
  is_demo: boolean;
  roles: Role[];
  tracks: string[];
  sees_all: boolean;
  programme_ids: string[];
  companies: { id: string; name: string; role: 'leader' | 'collaborator'; isSignatory: boolean; isViewed?: true }[];
  company_roles: Role[];
  spaces: number;
  level: SignInLevel;
  has_factor: boolean;
  owes_factor: boolean;
};

/** What the database stores and enters by, instead of the cookie's token. */
export function digestToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function actorFrom(row: SessionRow): KnownActor {
  const viewed = row.companies.find(({ isViewed }) => isViewed);
  const isStaff = !viewed && row.roles.some((role) => ['advisor', 'track_lead', 'manager', 'director'].includes(role));
  // An expert may be of a company too; of the cluster's other roles a company's person has none.
  const roles = viewed
    ? (['leader'] as const)
    : isStaff || row.company_roles.length === 0
      ? row.roles
      : [...row.company_roles, ...row.roles.filter((role) => role === 'expert')];
  const audience = isStaff
    ? 'staff'
    : viewed || row.company_roles.length > 0
      ? 'company'
      : row.roles.includes('admin')
        ? 'admin'
        : row.roles.includes('expert')
          ? 'expert'
          : row.roles.includes('funder')
            ? 'funder'
            : 'none';
  return {
    accountId: row.account_id,
    personId: row.person_id,
    clusterId: row.cluster_id,
    clusterName: row.cluster_name,
    isDemo: row.is_demo,
    email: row.email,
    givenName: row.given_name,
    familyName: row.family_name,
    locale: row.locale,
    theme: row.theme,
    audience,
    roles,
    tracks: viewed ? [] : row.tracks,
    seesAll: row.sees_all && !viewed,
    programmeIds: viewed ? [] : row.programme_ids,
    viewing: viewed ? { id: viewed.id, name: viewed.name } : null,
    spaces: row.spaces,
    provedAt: row.proved_at,
    endsAt: row.expires_at,
    level: row.level,
    hasFactor: row.has_factor,
    owesFactor: row.owes_factor,
    companies: isStaff
      ? []
      : row.companies.filter((company) => company.role === 'leader').map(({ id, name, isSignatory }) => ({ id, name, isSignatory })),
  };
}

/** Lucia's adapter over the database's own functions: only the SHA-256 of a token ever reaches it. */
const adapter: Adapter = {
  async getSessionAndUser(token): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const [row] = await database()<SessionRow[]>`select * from access.read_session(${digestToken(token)})`;
    if (!row) return [null, null];
    if (row.is_quiet) await database()`select access.extend_session(${digestToken(token)})`;
    const holder = { clusterId: row.cluster_id, personId: row.person_id, deviceId: null, level: row.level };
    return [
      { id: token, userId: row.account_id, expiresAt: new Date(row.expires_at), attributes: holder },
      { id: row.account_id, attributes: actorFrom(row) },
    ];
  },
  async getUserSessions() {
    return [];
  },
  async setSession({ id, userId, attributes: { clusterId, personId, deviceId, level } }) {
    await database()`select access.open_session(${digestToken(id)}, ${userId}::uuid, ${clusterId}::uuid, ${personId}::uuid, ${deviceId}::uuid, ${level})`;
  },
  async updateSessionExpiration() {},
  async deleteSession(token) {
    await database()`select access.close_session(${digestToken(token)})`;
  },
  async deleteUserSessions(accountId) {
    await database()`select access.close_account_sessions(${accountId}::uuid)`;
  },
  async deleteExpiredSessions() {},
};

let lucia: Lucia<Held, KnownActor> | undefined;

function sessions(): Lucia<Held, KnownActor> {
  lucia ??= new Lucia(adapter, {
    // Limits depend on roles and stand in the database's functions, which write a sign of life down once in five minutes. Lucia keeps none.
    sessionExpiresIn: new TimeSpan(0, 's'),
    sessionCookie: { name: env().cookieName('session'), expires: false, attributes: { secure: env().isHttps, sameSite: 'lax', path: '/' } },
    getUserAttributes: (attributes) => attributes,
    getSessionAttributes: (attributes) => attributes,
  });
  return lucia;
}

/** The token a request carries, if any. */
export function tokenOf(request: Request): string | null {
  return sessions().readSessionCookie(request.headers.get('cookie') ?? '');
}

/** Who a token belongs to now; a sign of life. */
export async function findActor(token: string): Promise<Actor | null> {
  const { session, user } = await sessions().validateSession(token);
  if (!session) return null;
  const { id: _account, ...known } = user;
  return { ...known, sessionId: digestToken(token) };
}

/** How many seconds a sign-in lasts without a sign of life, and at most; asking is none. */
export async function timeLeft(token: string | null): Promise<{ seconds: number; most: number }> {
  const [row] = token
    ? await database()<{ seconds: number; most: number }[]>`select * from access.session_time(${digestToken(token)})`
    : [];
  return row ? { seconds: row.seconds, most: row.most } : { seconds: 0, most: 0 };
}

/** A new sign-in with a new token; returns its Set-Cookie. */
export async function openSession(
  accountId: string,
  { clusterId, personId }: Holder,
  { deviceId = null, level = 'password' }: { deviceId?: string | null; level?: SignInLevel } = {},
): Promise<string> {
  const session = await sessions().createSession(accountId, { clusterId, personId, deviceId, level });
  return sessions().createSessionCookie(session.id).serialize();
}

/** The same sign-in in another cluster, under a new token: null when it has ended. What was proved and its last moment go along. */
export async function moveSession(token: string, holder: Holder): Promise<string | null> {
  const moved = generateIdFromEntropySize(TOKEN_BYTES);
  const [row] = await database()<{ is_moved: boolean }[]>`
    select access.move_session(${digestToken(token)}, ${digestToken(moved)}, ${holder.clusterId}::uuid, ${holder.personId}::uuid) as is_moved`;
  return row?.is_moved ? sessions().createSessionCookie(moved).serialize() : null;
}

/** The same sign-in once a second factor was set up in it, under a new token; null when it has ended. */
export async function raiseSession(token: string): Promise<{ cookie: string; sessionId: string } | null> {
  const raised = generateIdFromEntropySize(TOKEN_BYTES);
  const sessionId = digestToken(raised);
  const [row] = await database()<{ is_raised: boolean }[]>`select access.raise_session(${digestToken(token)}, ${sessionId}) as is_raised`;
  return row?.is_raised ? { cookie: sessions().createSessionCookie(raised).serialize(), sessionId } : null;
}

export async function closeSession(token: string): Promise<string> {
  await sessions().invalidateSession(token);
  return sessions().createBlankSessionCookie().serialize();
}

export async function closeAllSessions(accountId: string): Promise<string> {
  await sessions().invalidateUserSessions(accountId);
  return sessions().createBlankSessionCookie().serialize();
}

/** Gives back the eyes borrowed from a company; its id, or null when none were. */
export async function endView({ sessionId }: Pick<Actor, 'sessionId'>): Promise<string | null> {
  const [row] = await database()<{ id: string | null }[]>`select access.leave_view(${sessionId}) as id`;
  return row?.id ?? null;
}
