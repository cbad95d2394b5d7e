import { readFileSync } from 'node:fs';
import { env } from '~/platform/env.server';

export type DemoAccount = { role: string; email: string; password: string; name: string; cluster: string; company: string | null };

/** The accounts of a demonstration, to be shown at its door; none in any other installation. */
export function readDemoAccounts(): DemoAccount[] {
  const { isDemo, demoFile } = env();
  if (!isDemo || !demoFile) return [];
  try {
    return (JSON.parse(readFileSync(demoFile, 'utf8')) as { accounts: DemoAccount[] }).accounts;
  } catch {
    return [];
  }
}
