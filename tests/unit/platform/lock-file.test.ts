import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../../support/commands';

type Entry = {
  version?: string;
  integrity?: string;
  resolved?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};
const { packages } = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')) as { packages: Record<string, Entry> };
const installed = Object.entries(packages).filter(([folder]) => folder !== '');

/** Where Node would find a dependency of a package: its own folder, then each folder above. */
function isFound(folder: string, name: string): boolean {
  const levels = folder.split('/node_modules/');
  return (
    levels.some((_, index) => {
      const above = levels.slice(0, levels.length - index).join('/node_modules/');
      return packages[`${above}/node_modules/${name}`] !== undefined;
    }) || packages[`node_modules/${name}`] !== undefined
  );
}

test('the lock file names every package of every platform: a lock made on one machine installs on another', () => {
  const missing = installed.flatMap(([folder, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isFound(folder, name))
      .map((name) => `${folder} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

test('each package has its version and checksum, and no address of a registry', () => {
  expect(installed.filter(([, { version, integrity }]) => !version || !integrity).map(([folder]) => folder)).toEqual([]);
  expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([folder]) => folder)).toEqual([]);
});
