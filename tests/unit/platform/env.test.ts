import { describe, expect, test } from 'vitest';
import { readEnv } from '~/platform/env.server';

const known = {
  APP_DATABASE_URL: 'postgres://app_user:secret@127.0.0.1:5432/perspective',
  PUBLIC_ORIGIN: 'https://perspective.example.org',
};

describe('the public origin', () => {
  test.each([
    ['https://perspective.example.org', '__Host-session', true],
    ['https://perspective.example.org:8443', '__Host-session', true],
    ['http://localhost:4321', 'session-4321', false],
    ['http://127.0.0.1:4300', 'session-4300', false],
    ['http://[::1]:4300', 'session-4300', false],
    ['http://localhost', 'session-80', false],
  ])('%s gives the cookie %s', (origin, cookie, isHttps) => {
    const env = readEnv({ ...known, PUBLIC_ORIGIN: origin });
    expect({ origin: env.publicOrigin, cookie: env.cookieName('session'), isHttps: env.isHttps }).toEqual({ origin, cookie, isHttps });
  });

  test.each([
    ['http://perspective.example.org', 'must be https'],
    ['http://192.168.1.20:4300', 'must be https'],
    ['http://localhost.example.org', 'must be https'],
    ['ftp://localhost', 'must be https'],
    ['https://perspective.example.org/app', 'without a path'],
    ['https://user:word@perspective.example.org', 'without a path'],
    ['perspective.example.org', 'without a path'],
    [undefined, 'is missing'],
    ['', 'is missing'],
  ])('%s is refused: it %s', (origin, reason) => {
    expect(() => readEnv({ ...known, PUBLIC_ORIGIN: origin })).toThrow(reason);
  });
});

test('every wrong setting is named at once', () => {
  const wrong = { PUBLIC_ORIGIN: 'nowhere', APP_DATABASE_URL: 'mysql://x', PORT: '70000', DEMO: 'yes' };
  expect(() => readEnv(wrong)).toThrow(/PUBLIC_ORIGIN[\s\S]*PORT[\s\S]*APP_DATABASE_URL[\s\S]*DEMO/);
});

test('an error never repeats a value, which may be a password', () => {
  const broken = { ...known, APP_DATABASE_URL: 'postgres//app_user:secret@host' };
  expect(() => readEnv(broken)).toThrow(expect.not.objectContaining({ message: expect.stringContaining('secret') }));
});

test('on loopback the server listens on the port of its address, behind https on its own', () => {
  expect(readEnv({ ...known, PUBLIC_ORIGIN: 'http://127.0.0.1:4300' }).port).toBe(4300);
  expect(readEnv(known).port).toBe(3000);
  expect(readEnv({ ...known, PORT: '8080' }).port).toBe(8080);
});

test('proxies are trusted by name only', () => {
  expect(readEnv(known).trustedProxies).toEqual([]);
  expect(readEnv({ ...known, TRUSTED_PROXIES: '10.0.0.1, 10.1.0.0/16' }).trustedProxies).toEqual(['10.0.0.1', '10.1.0.0/16']);
});

test('documents go to a bucket when it is named, with both its keys or neither', () => {
  const bucket = { S3_BUCKET: 'documents', S3_ENDPOINT: 'https://s3.example.org', S3_REGION: 'eu-west-3' };
  expect(readEnv(known).bucket).toBeUndefined();
  expect(readEnv({ ...known, ...bucket }).bucket).toMatchObject({ name: 'documents', endpoint: 'https://s3.example.org', keys: undefined });
  expect(readEnv({ ...known, ...bucket, S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 'b' }).bucket?.keys).toEqual({
    accessKeyId: 'a',
    secretAccessKey: 'b',
  });
  expect(() => readEnv({ ...known, ...bucket, S3_ACCESS_KEY_ID: 'a' })).toThrow('go together');
  expect(() => readEnv({ ...known, ...bucket, S3_ENDPOINT: 'somewhere' })).toThrow('S3_ENDPOINT');
});
