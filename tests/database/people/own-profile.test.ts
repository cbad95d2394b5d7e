import { afterAll, beforeAll, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import { editOwnProfile } from '~/features/people/edit-own-profile.server';
import { readOwnProfile } from '~/features/people/own-profile.queries.server';
import { type CastName, freshWorld, type World } from '../../support/world';

const AT = new Date('2026-11-24T10:00:00Z');
let world: World;
beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world.drop());

const edit = (name: CastName, phone: string | null, version = 1) => {
  const actor = world.a.actors[name];
  return asActor(actor, (tx) => editOwnProfile(tx, actor, { givenName: 'Zoé', familyName: 'Delorval', phone, version }, AT));
};

it('of who may write is theirs to correct, and told apart from codes, so that it can be erased', async () => {
  for (const name of ['leader', 'collaborator', 'advisor', 'admin'] as const) {
    const { personId } = world.a.actors[name];
    expect(await edit(name, '01 23 45 67 89')).toEqual({ ok: true, value: null });
    const actor = await world.refreshed(world.a.actors[name]);
    expect(actor).toMatchObject({ givenName: 'Zoé', familyName: 'Delorval' });
    expect(await asReader(actor, (tx) => readOwnProfile(tx, actor))).toMatchObject({ phone: '01 23 45 67 89', version: 2 });
    const [event] = await world.asOwner(
      world.a.clusterId,
      (
        sql,
      ) => sql`select e.facts, (select array_agg(t.field::text order by t.field) from event_texts t where t.cluster_id = e.cluster_id and t.event_id = e.id) as texts
        from events e where e.kind = 'person.edited' and e.subject_id = ${personId}`,
    );
    expect(event?.facts).toMatchObject({ phone_from: null });
    expect(JSON.stringify(event?.facts)).not.toMatch(/Zoé|Delorval|01 23/);
    expect(event?.texts).toEqual(
      expect.arrayContaining(['familyName_from', 'familyName_to', 'givenName_from', 'givenName_to', 'phone_to']),
    );
    // Somebody else corrected it meanwhile.
    expect(await edit(name, null)).toEqual({ ok: false, reason: 'changed_meanwhile' });
    // The same again is no news.
    expect((await edit(name, '01 23 45 67 89', 2)).ok).toBe(true);
    const [told] = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select count(*)::int as events from events where kind = 'person.edited' and subject_id = ${personId}`,
    );
    expect(told?.events).toBe(1);
  }
});

it('of who only reads stays as it is', async () => {
  for (const name of ['director', 'funder'] as const) expect(await edit(name, null)).toEqual({ ok: false, reason: 'not_allowed' });
});
