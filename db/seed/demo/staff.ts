import type { Track } from '../../../app/features/programmes/track';
import type { Batch } from './batch';
import type { Clock } from './calendar';
import { instantOf } from './calendar';
import type { Chance } from './chance';
import { demoPhone, type Keys } from './identifiers';
import { emailOf, type FullName, personName } from './people-names';
import type { Staff } from './world';

export type StaffRole = 'advisor' | 'track_lead' | 'manager' | 'director' | 'expert' | 'funder' | 'admin';
export type StaffMember = Staff & { role: StaffRole; track: Track | null };

export type StaffRoom = { clusterId: string; clock: Clock; chance: Chance; keys: Keys; batch: Batch; domain: string };

/** A team made when the cluster entered the programme. */
export function addTeam({ clusterId, clock, keys, batch }: StaffRoom, name: string, parentId: string | null = null): string {
  const id = keys.at(startOf(clock));
  batch.add('teams', { clusterId, id, parentId, name });
  return id;
}

type NewMember = { role: StaffRole; order: number; name?: FullName; track?: Track; teamId?: string; leadsTeam?: boolean };

/** A person of the cluster with an account, a role and, for those who follow cases, a team. The account has no password yet. */
export function addStaff(room: StaffRoom, { role, order, name, track, teamId, leadsTeam = false }: NewMember): StaffMember {
  const { clusterId, clock, chance, keys, batch, domain } = room;
  const since = startOf(clock);
  const fullName = name ?? personName(chance, order);
  const email = emailOf(fullName, domain);
  const [accountId, id] = [keys.at(since), keys.at(since)];
  const dates = { createdAt: since, updatedAt: since };
  batch.add('accounts', { id: accountId, email, passwordHash: null, ...dates });
  const phone = demoPhone(chance, 'office');
  batch.add('people', {
    clusterId,
    id,
    accountId,
    givenName: fullName.given,
    familyName: fullName.family,
    email,
    phone,
    isStaff: false,
    ...dates,
  });
  const fromOn = `${clock.contractStartYear}-01-01`;
  batch.add('clusterRoles', { clusterId, id: keys.at(since), personId: id, role, track: track ?? null, fromOn });
  if (teamId) batch.add('teamMembers', { clusterId, id: keys.at(since), teamId, personId: id, leadsTeam, fromOn });
  return {
    id,
    role,
    track: track ?? null,
    teamId: teamId ?? null,
    email,
    given: fullName.given,
    name: `${fullName.given} ${fullName.family}`,
  };
}

/** Who was invited to the staff and has not come: one may still answer, one let it pass, one declined. */
export function addInvitations({ clusterId, clock, chance, keys, batch, domain }: StaffRoom, adminId: string): void {
  const sent = [
    { order: 380, role: 'advisor', daysAgo: 2 },
    { order: 381, role: 'advisor', daysAgo: 20 },
    { order: 382, role: 'director', daysAgo: 12, answeredDaysAgo: 10 },
  ] as const;
  for (const { order, role, daysAgo, ...rest } of sent) {
    const name = personName(chance, order);
    const at = (before: number) => instantOf(clock.days.day(clock.today - before), '10:20');
    const createdAt = at(daysAgo);
    batch.add('invitations', {
      clusterId,
      id: keys.at(createdAt),
      email: emailOf(name, domain),
      givenName: name.given,
      familyName: name.family,
      role,
      fromOn: clock.days.day(clock.today - daysAgo),
      expiresAt: new Date(Date.parse(createdAt) + 7 * 86_400_000).toISOString(),
      declinedAt: 'answeredDaysAgo' in rest ? at(rest.answeredDaysAgo) : null,
      createdById: adminId,
      createdAt,
    });
  }
}

/** When the demo's people got their rights: the first morning of the contract. */
function startOf(clock: Clock): string {
  return instantOf(clock.days.day(clock.days.index(`${clock.contractStartYear}-01-02`)), '08:30');
}
