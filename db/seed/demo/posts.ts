import { TRACKS } from '../../../app/features/programmes/track';
import { instantOf } from './calendar';
import type { StaffMember, StaffRoom } from './staff';
import { CLUSTER_DEPARTMENTS } from './territory';

/** Of eight advisors two work part time and one begins. */
const POSTS: Record<number, { fte: string; kind: 'part_time' | 'beginner'; since: number }> = {
  3: { fte: '0.6', kind: 'part_time', since: 420 },
  5: { fte: '0.8', kind: 'part_time', since: 260 },
  7: { fte: '0.5', kind: 'beginner', since: 60 },
};
/** Who is away today, and how many working days ago that began. */
const AWAY = { place: 4, since: 3, days: 10 };
const DAS = ['DAS1', 'DAS2', 'DAS3', 'DAS4'] as const;

/** What advisors can carry and are skilled in, as the manager has said. */
export function addPosts({ clusterId, clock, keys, batch }: StaffRoom, advisors: readonly StaffMember[], manager: StaffMember): void {
  const { days, today } = clock;
  for (const [place, { id: personId }] of advisors.entries()) {
    const post = POSTS[place];
    const at = instantOf(days.day(today - (post?.since ?? 300)), '09:00');
    if (post) {
      const { fte, kind, since } = post;
      batch.add('capacities', { clusterId, id: keys.at(at), personId, fte, kind, fromOn: days.day(today - since), setById: manager.id });
    }
    const skill = (kind: 'track' | 'das' | 'department', code: string) => ({ clusterId, personId, kind, code });
    batch.add(
      'skills',
      skill('track', TRACKS[place % TRACKS.length] as string),
      skill('track', TRACKS[(place + 2) % TRACKS.length] as string),
    );
    batch.add('skills', skill('das', DAS[place % DAS.length] as string));
    const near = CLUSTER_DEPARTMENTS[place % CLUSTER_DEPARTMENTS.length];
    if (near) batch.add('skills', skill('department', near));
    if (place !== AWAY.place) continue;
    const [fromOn, untilOn] = [days.day(today - AWAY.since), days.day(today - AWAY.since + AWAY.days)];
    const coveredById = advisors[place - 2]?.id ?? null;
    const since = instantOf(days.day(today - AWAY.since), '08:00');
    batch.add('absences', { clusterId, id: keys.at(since), personId, fromOn, untilOn, coveredById, createdAt: since });
  }
}
