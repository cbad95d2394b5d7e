import type postgres from 'postgres';
import { openPool } from '~/platform/database.server';
import * as crawl from './crawl';
import { openPostOffice, type PostOffice } from './post-office';
import { freshWorld, type World } from './world';

export type ServedWorld = {
  world: World;
  site: crawl.Site;
  /** As the owner of the tables, and as the worker that sends letters. */
  owner: postgres.Sql;
  pool: postgres.Sql;
  office: PostOffice;
  close: () => Promise<void>;
};

/** A world with the production build in front of it and a mail server behind, for what goes by letter. */
export async function serveWorld(): Promise<ServedWorld> {
  const origin = await crawl.reserveOrigin();
  const world = await freshWorld();
  const [owner, pool] = [openPool(world.ownerUrl, 2), openPool(world.workerUrl, 2)];
  const office = await openPostOffice();
  const site = await crawl.serveBuild(origin);
  const close = async () => {
    await site.close();
    await office.close();
    await Promise.all([owner.end(), pool.end()]);
    await world.drop();
  };
  return { world, site, owner, pool, office, close };
}
