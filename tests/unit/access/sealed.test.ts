import { beforeAll, describe, expect, it, vi } from 'vitest';

async function sealedWith(key: string) {
  vi.resetModules();
  process.env.SECOND_FACTOR_KEY = key;
  return import('~/access/sealed.server');
}

describe('a sealed secret', () => {
  beforeAll(() => {
    process.env.PUBLIC_ORIGIN ??= 'http://127.0.0.1:4999';
    process.env.APP_DATABASE_URL ??= 'postgres://nobody@127.0.0.1/none';
  });

  it('opens for its owner with its key alone, and never looks the same twice', async () => {
    const { seal, unseal, hasSealingKey } = await sealedWith('the key of this installation, long');
    expect(hasSealingKey()).toBe(true);
    const [one, other] = [seal('SECRET', 'account a'), seal('SECRET', 'account a')];
    expect(one).not.toBe(other);
    expect(one).not.toContain('SECRET');
    expect(unseal(one, 'account a')).toBe('SECRET');
    expect(() => unseal(one, 'account b')).toThrow();
    const bytes = Buffer.from(one.slice(3), 'base64url');
    for (const index of [0, 12, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => unseal(`v1.${changed.toString('base64url')}`, 'account a'), `byte ${index}`).toThrow();
    }
    expect(() => unseal(`v2.${one.slice(3)}`, 'account a')).toThrow();
    const again = await sealedWith('the key of another installation, long');
    expect(() => again.unseal(one, 'account a')).toThrow();
  });

  it('is none where the installation has no key', async () => {
    const { seal, hasSealingKey } = await sealedWith('');
    expect(hasSealingKey()).toBe(false);
    expect(() => seal('SECRET', 'account a')).toThrow('SECOND_FACTOR_KEY');
  });
});
