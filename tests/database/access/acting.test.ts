import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordAccess } from '~/access/access-log.server';
import { asActor, asReader, type Tx } from '~/access/acting.server';
import { findActor } from '~/access/sessions.server';
import { database } from '~/platform/database.server';
import { done, refuse } from '~/platform/result';
import { freshWorld, type World } from '../../support/world';

let world: World;
beforeAll(async () => {
  process.env.POOL_SIZE = '2';
  world = await freshWorld();
});
afterAll(() => world.drop());

const whoAmI = sql`select access.person_id() as person, access.cluster_id() as cluster`;

describe('a transaction as an actor', () => {
  it('sees the case of its own company and none of another cluster', async () => {
    const { caseId } = await world.caseIn(world.a, 'active');
    const foreign = await world.caseIn(world.b, 'active');
    const seen = async (actor: keyof World['a']['actors'], id: string) =>
      (await asReader(world.a.actors[actor], (tx) => tx.execute(sql`select id from cases where id = ${id}`))).length;
    expect(await seen('leader', caseId)).toBe(1);
    expect(await seen('advisor', caseId)).toBe(1);
    expect(await seen('trackLead', caseId)).toBe(1);
    expect(await seen('manager', caseId)).toBe(1);
    expect(await seen('director', caseId)).toBe(1);
    for (const stranger of ['otherAdvisor', 'otherLeader', 'collaborator', 'funder', 'admin'] as const)
      expect(await seen(stranger, caseId)).toBe(0);
    for (const name of Object.keys(world.a.actors)) expect(await seen(name as never, foreign.caseId)).toBe(0);
  });

  it('plans each statement once, and starts no helpers for it', async () => {
    const settings = sql`select current_setting('plan_cache_mode') as plans, current_setting('max_parallel_workers_per_gather') as helpers,
      current_setting('timezone') as timezone, current_setting('statement_timeout') as timeout`;
    const [row] = await asReader(world.a.actors.manager, (tx) => tx.execute(settings));
    expect(row).toEqual({ plans: 'force_generic_plan', helpers: '0', timezone: 'UTC', timeout: '15s' });
  });

  it('refuses every write in a reading transaction', async () => {
    await expect(asReader(world.a.actors.manager, (tx) => tx.execute(sql`update companies set name = 'x'`))).rejects.toThrow();
  });

  it('shows one moment in all statements of a page, whatever others change meanwhile', async () => {
    const versionIn = async (tx: Tx) => {
      const [row] = await tx.execute<{ version: number }>(sql`select version from companies where id = ${world.a.companyId}`);
      return row?.version;
    };
    const [first, second] = await asReader(world.a.actors.manager, async (tx) => {
      const before = await versionIn(tx);
      await asActor(world.a.actors.manager, async (other) => {
        await other.execute(sql`update companies set version = version + 1 where id = ${world.a.companyId}`);
        return done(null);
      });
      return [before, await versionIn(tx)];
    });
    expect(first).toBeTypeOf('number');
    expect(second).toBe(first);
    expect(await asReader(world.a.actors.manager, versionIn)).toBe((first ?? 0) + 1);
  });

  it('rolls everything back on a refusal', async () => {
    const before = await asReader(world.a.actors.manager, (tx) =>
      tx.execute(sql`select version from companies where id = ${world.a.companyId}`),
    );
    const outcome = await asActor(world.a.actors.manager, async (tx) => {
      await tx.execute(sql`update companies set version = version + 1 where id = ${world.a.companyId}`);
      return refuse('no');
    });
    expect(outcome).toEqual({ ok: false, reason: 'no' });
    const after = await asReader(world.a.actors.manager, (tx) =>
      tx.execute(sql`select version from companies where id = ${world.a.companyId}`),
    );
    expect(after).toEqual(before);
  });

  it('gives a double submit its first answer, and another body under the same key a refusal', async () => {
    const sent = { idempotencyKey: '0192f0c0-0000-4000-8000-000000000001', values: { name: 'x' } };
    const add = () =>
      asActor(
        world.a.actors.manager,
        async (tx) => {
          const rows = await tx.execute<{ version: number }>(
            sql`update companies set version = version + 1 where id = ${world.a.companyId} returning version`,
          );
          return done(rows[0]?.version);
        },
        sent,
      );
    const answers = await Promise.all([add(), add(), add()]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await asActor(world.a.actors.manager, async () => done(1), { ...sent, values: { name: 'y' } })).toEqual({
      ok: false,
      reason: 'already_sent',
    });
  });

  // quality S24
  it('never carries an actor over to the next user of a connection, also after errors', async () => {
    const cast = Object.values(world.a.actors).concat(Object.values(world.b.actors));
    const work = Array.from({ length: 200 }, (_, index) => {
      const actor = cast[(index * 7) % cast.length]!;
      return asReader(actor, async (tx) => {
        const [me] = await tx.execute<{ person: string; cluster: string }>(whoAmI);
        if (index % 5 === 0) await tx.execute(sql`select 1 / 0`);
        return me?.person === actor.personId && me.cluster === actor.clusterId;
      }).catch((error: Error) => String((error.cause as Error | undefined)?.message ?? error.message).includes('division'));
    });
    expect((await Promise.all(work)).every(Boolean)).toBe(true);
    const [nobody] =
      await database()`select access.person_id() as person, access.cluster_id() as cluster, (select count(*) from cases) as cases`;
    expect(nobody).toEqual({ person: null, cluster: null, cases: '0' });
  });

  // quality S24: what stands outside a transaction must neither run in somebody's nor be undone with it.
  it('keeps single statements out of the transactions of others, also when both wait for connections', async () => {
    const cast = Object.values(world.a.actors);
    const work = Array.from({ length: 400 }, async (_, index) => {
      const actor = cast[index % cast.length]!;
      const known = await findActor(world.tokenOf(actor));
      if (known?.personId !== actor.personId) return 'another person';
      if (index % 3 === 0) await recordAccess('access.denied', { requestId: 'r', address: '192.0.2.1' }, actor, { index });
      else if (index % 7 === 0) await asActor(actor, async () => refuse('no'));
      else await asReader(actor, (tx) => tx.execute(sql`select ${index} + 1`));
      return 'done';
    });
    const outcomes = await Promise.all(work.map((one) => one.catch((error: { code?: string }) => error.code)));
    expect(new Set(outcomes)).toEqual(new Set(['done']));
    const [kept] = await world.asOwner(
      world.a.clusterId,
      (owner) => owner`select count(*)::int as lines from access_log where facts ? 'index'`,
    );
    expect(kept?.lines).toBe(134);
  });

  it('ends at once when the person is disabled', async () => {
    const leader = world.b.actors.leader;
    await world.asOwner(world.b.clusterId, (owner) => owner`update people set disabled_at = now() where id = ${leader.personId}`);
    await expect(asReader(leader, (tx) => tx.execute(whoAmI))).rejects.toThrow();
    await world.asOwner(world.b.clusterId, (owner) => owner`update people set disabled_at = null where id = ${leader.personId}`);
  });
});
