import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { bootstrapOwner, openToServices, type Passwords } from '../../db/bootstrap';
import { startEmbedded } from '../../db/embedded';
import { migrateDatabase } from '../../db/migrate';

export type TemplateUrls = { admin: string; owner: string; app: string; worker: string };

declare module 'vitest' {
  interface ProvidedContext {
    template: TemplateUrls;
  }
}

/** Starts a PostgreSQL for tests with nothing durable about it, in a folder of its own that goes away with it. */
export async function startTestServer(): Promise<{ adminUrl: string; stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'perspective-test-'));
  // As root the database runs under another user, who must be able to reach its files.
  chmodSync(dataDir, 0o755);
  const server = await startEmbedded({ dataDir, fast: true });
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { adminUrl: server.adminUrl(), stop };
}

/** Makes a migrated database, ready to be cloned, on the server of `adminUrl`. */
export async function makeTemplate(adminUrl: string): Promise<TemplateUrls> {
  const secret = () => randomBytes(18).toString('base64url');
  const passwords: Passwords = { app_owner: secret(), app_user: secret(), app_worker: secret() };
  const target = new URL(adminUrl);
  target.pathname = '/template_test';
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe('drop database if exists template_test with (force)');
  await admin.unsafe('create database template_test');
  await admin.end();
  const owner = await bootstrapOwner(target.href, passwords.app_owner);
  await migrateDatabase(owner);
  const { appUrl, workerUrl } = await openToServices(owner, passwords);
  return { admin: adminUrl, owner, app: appUrl, worker: workerUrl };
}

export default async function setup(project: TestProject) {
  // The test command shares one server between its tiers; a single file run by hand gets its own.
  const shared = process.env.TEST_PG_URL;
  const server = shared ? { adminUrl: shared, stop: async () => {} } : await startTestServer();
  project.provide('template', await makeTemplate(server.adminUrl));
  return server.stop;
}
