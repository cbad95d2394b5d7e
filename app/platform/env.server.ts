import path from 'node:path';
import { z } from 'zod';
import type { Bucket } from './files/bucket-store.server';

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
const NOT_AN_ORIGIN = 'must be an address without a path, like https://perspective.example.org';

export type MailAddress = { name: string; address: string };
/** How letters leave: by a mail server, into the demonstration's own mailbox, or not at all. */
export type MailSettings =
  | { kind: 'smtp'; url: string; from: MailAddress; replyTo: MailAddress | undefined }
  | { kind: 'demo' }
  | { kind: 'none' };

export type Env = {
  isProduction: boolean;
  /** The one address people use, without a path: cookies, the Origin check and links are made from it. */
  publicOrigin: string;
  isHttps: boolean;
  /** `__Host-` cookies need https; on plain loopback http the port keeps two installations' cookies apart. */
  cookieName: (purpose: string) => string;
  /** Port the HTTP server listens on, and the interface. */
  port: number;
  host: string;
  /** Connection as the restricted role of this process: each process knows its own alone. */
  databaseUrl: string;
  /** Connections that transactions share; three more carry single statements. */
  poolSize: number;
  /** Proxies whose X-Forwarded-For and -Proto are believed: addresses or networks. */
  trustedProxies: string[];
  /** How many times the limits of what one person, address or cluster may do (app/access/limits.ts). */
  limitsTimes: number;
  /** Secret that addresses in the access log are digested with; without one, each start draws its own. */
  addressKey: string | undefined;
  /** Secret that authenticator apps' secrets are encrypted with; without one, none is set up. */
  secondFactorKey: string | undefined;
  /** A demonstration: its accounts stand on the sign-in page, read from `demoFile`. */
  isDemo: boolean;
  demoFile: string | undefined;
  mail: MailSettings;
  /** The private folder that documents arrive in, and are kept in where there is no bucket. */
  filesDirectory: string;
  bucket: Bucket | undefined;
  /** Where clamd listens; without one, documents say that they were not scanned. */
  malwareScanner: { host: string; port: number } | undefined;
  /** The instant the clock stands at, in tests. */
  fixedNow: Date | undefined;
};

const origin = z
  .string({ error: 'is missing: the address people will use, like https://perspective.example.org' })
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || url.origin !== text.replace(/\/$/, '').toLowerCase()) {
      context.addIssue(NOT_AN_ORIGIN);
      return z.NEVER;
    }
    if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK_HOSTS.includes(url.hostname))) return url;
    context.addIssue('must be https: plain http is for this machine alone (localhost, 127.0.0.1)');
    return z.NEVER;
  });

const connection = z
  .string({ error: 'is missing' })
  .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), 'must be like postgres://user:password@host:5432/database');

const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).default('0');

const NOT_A_SENDER = 'must be one address, like Perspective PME <programme@example.org>';

/** `Name <address>` or an address alone. */
const sender = z.string().transform((text, context): MailAddress => {
  const [, name = '', address = ''] = /^([^<>"\r\n]*)<([^<>]*)>$/.exec(text.trim()) ?? ['', '', text.trim()];
  if (/^[^@,;:\s"<>]+@[^@,;:\s"<>]+$/.test(address)) return { name: name.trim(), address };
  context.addIssue(NOT_A_SENDER);
  return z.NEVER;
});

const mailServer = z
  .string()
  .refine((text) => /^smtps?:\/\//.test(text) && URL.canParse(text), 'must be like smtps://user:password@host:465 or smtp://host:587');

const scanner = z.string().transform((text, context) => {
  const [, host = '', port = ''] = /^(?:tcp:\/\/)?(\[[0-9a-f:]+\]|[^:/\s]+):(\d{1,5})$/i.exec(text) ?? [];
  if (host && Number(port) >= 1 && Number(port) <= 65_535) return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  context.addIssue('must be like 127.0.0.1:3310');
  return z.NEVER;
});

const storage = z
  .string()
  .refine(
    (text) => /^https?:\/\//.test(text) && URL.canParse(text),
    'must be the address of a storage service, like https://s3.example.org',
  );

const settingsSchema = z.object({
  NODE_ENV: z.string().default('development'),
  PUBLIC_ORIGIN: origin,
  PORT: z.coerce.number({ error: 'must be a number' }).int().min(1).max(65_535).optional(),
  HOST: z.string().default('127.0.0.1'),
  APP_DATABASE_URL: connection,
  POOL_SIZE: z.coerce.number({ error: 'must be a number' }).int().min(1).max(200).default(10),
  TRUSTED_PROXIES: z.string().default(''),
  LIMITS_TIMES: z.coerce.number({ error: 'must be a number' }).min(0.1).max(10_000).default(1),
  ADDRESS_KEY: z.string().min(32, 'must have 32 characters or more').optional(),
  SECOND_FACTOR_KEY: z.string().min(32, 'must have 32 characters or more').optional(),
  DEMO: flag,
  DEMO_FILE: z.string().optional(),
  SMTP_URL: mailServer.optional(),
  MAIL_FROM: sender.optional(),
  MAIL_REPLY_TO: sender.optional(),
  FILES_DIR: z.string().refine(path.isAbsolute, 'must be an absolute path').optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ENDPOINT: storage.optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  CLAMD: scanner.optional(),
  FIXED_NOW: z.iso.datetime({ offset: true, error: 'must be an instant like 2026-11-23T09:00:00Z' }).optional(),
});

const source = settingsSchema
  .refine(({ SMTP_URL, MAIL_FROM }) => (SMTP_URL === undefined) === (MAIL_FROM === undefined), {
    path: ['SMTP_URL, MAIL_FROM'],
    error: 'go together: the mail server, and the address that letters come from',
  })
  .refine(({ S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret }) => (id === undefined) === (secret === undefined), {
    path: ['S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY'],
    error: 'go together: without both, the keys of the machine itself are looked for',
  });

/** Reads and checks settings; throws one error that names every setting that is wrong and why. Empty text counts as absent. */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const parsed = source.safeParse(Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`);
    throw new Error(`These settings need attention:\n${lines.join('\n')}`);
  }
  const settings = parsed.data;
  const isHttps = settings.PUBLIC_ORIGIN.protocol === 'https:';
  const publicPort = Number(settings.PUBLIC_ORIGIN.port || (isHttps ? 443 : 80));
  return {
    isProduction: settings.NODE_ENV === 'production',
    publicOrigin: settings.PUBLIC_ORIGIN.origin,
    isHttps,
    cookieName: (purpose) => (isHttps ? `__Host-${purpose}` : `${purpose}-${publicPort}`),
    port: settings.PORT ?? (isHttps ? 3000 : publicPort),
    host: settings.HOST,
    databaseUrl: settings.APP_DATABASE_URL,
    poolSize: settings.POOL_SIZE,
    trustedProxies: settings.TRUSTED_PROXIES.split(',')
      .map((part) => part.trim())
      .filter(Boolean),
    limitsTimes: settings.LIMITS_TIMES,
    addressKey: settings.ADDRESS_KEY,
    secondFactorKey: settings.SECOND_FACTOR_KEY,
    isDemo: settings.DEMO === '1',
    demoFile: settings.DEMO_FILE,
    mail: mailSettings(settings),
    filesDirectory: settings.FILES_DIR ?? path.resolve('.data/files'),
    bucket: bucketSettings(settings),
    malwareScanner: settings.CLAMD,
    fixedNow: settings.FIXED_NOW === undefined ? undefined : new Date(settings.FIXED_NOW),
  };
}

type Settings = z.output<typeof settingsSchema>;

function bucketSettings(settings: Settings): Bucket | undefined {
  const { S3_BUCKET: name, S3_REGION: region, S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret } = settings;
  const keys = id !== undefined && secret !== undefined ? { accessKeyId: id, secretAccessKey: secret } : undefined;
  return name === undefined ? undefined : { name, region, endpoint, keys };
}

function mailSettings({ DEMO, SMTP_URL, MAIL_FROM, MAIL_REPLY_TO }: Settings): MailSettings {
  // Made-up people have made-up addresses: nothing of a demonstration leaves the machine, whatever else is set.
  if (DEMO === '1') return { kind: 'demo' };
  return SMTP_URL && MAIL_FROM ? { kind: 'smtp', url: SMTP_URL, from: MAIL_FROM, replyTo: MAIL_REPLY_TO } : { kind: 'none' };
}

let known: Env | undefined;

/** The settings of this process, read once. */
export function env(): Env {
  known ??= readEnv(process.env);
  return known;
}
