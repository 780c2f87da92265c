import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** The rooms and whom each may call; what is not named here is no room. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  statistics: [],
  privacy: ['reviews', 'orders', 'sellers', 'identity'],
  authorities: ['orders', 'catalogue', 'sellers', 'identity'],
  trading: ['catalogue', 'sellers'],
  tourism: ['orders', 'catalogue', 'sellers', 'places', 'identity'],
  settlement: ['orders', 'sellers'],
  editorial: ['catalogue'],
  reviews: ['orders', 'catalogue', 'sellers', 'identity'],
  orders: ['payments', 'delivery', 'inventory', 'catalogue', 'sellers', 'places', 'identity'],
  catalogue: ['certification', 'inventory', 'sellers', 'places', 'identity'],
  certification: ['sellers', 'places', 'identity'],
  sellers: ['identity', 'places'],
  delivery: ['places', 'sellers', 'identity'],
  payments: [],
  inventory: [],
  places: [],
  identity: [],
};

interface Import {
  from: string;
  /** A path in the repository, or a package's name. */
  to: string;
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return /^(node_modules|generated|dist|\.astro)$/.test(entry.name) ? [] : filesUnder(path);
    return /\.(ts|mts|mjs|astro)$/.test(entry.name) ? [path] : [];
  });
}

/** Static, type-only and dynamic imports and re-exports, resolved. */
function importsOf(path: string): Import[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  // Astro pages: the front matter is TypeScript, and nothing below it imports.
  const source = path.endsWith('.astro') ? (/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '') : text;
  return ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => ({
    from: path,
    to: resolveImport(path, fileName),
  }));
}

function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith('#kernel/')) return `libs/kernel/src/${specifier.slice(8)}.ts`;
  if (specifier.startsWith('#client/')) return `libs/client/src/${specifier.slice(8)}.ts`;
  if (!specifier.startsWith('.')) return specifier;
  const path = relative(ROOT, resolve(ROOT, dirname(from), specifier.split('?')[0] ?? ''))
    .split(sep)
    .join('/');
  return path.replace(/\.js$/, '.ts');
}

const roomOf = (path: string): string | undefined => /^apps\/api\/src\/modules\/([^/]+)\//.exec(path)?.[1];

/** What is wrong with one import, as the sentence of the law it breaks. */
function broken({ from, to }: Import): string | undefined {
  const says = (law: string): string => `${from} imports ${to}: ${law}`;
  const [fromRoom, toRoom] = [roomOf(from), roomOf(to)];
  if (fromRoom !== undefined && ROOMS[fromRoom] === undefined)
    return says(`${fromRoom} is no room of the house`);
  if (from.startsWith('libs/kernel/')) {
    if (!to.startsWith('libs/kernel/') && !isPure(to, from))
      return says('the kernel imports no room, no framework, no I/O');
  }
  if (from.startsWith('libs/client/') && to.startsWith('apps/'))
    return says('the client knows the API by its description only');
  if (from.startsWith('apps/api/src/platform/')) {
    if (toRoom !== undefined) return says('the platform has no business words');
    if (/^apps\/api\/src\/(?!platform\/)/.test(to)) return says('the platform imports the kernel and itself');
  }
  if (from.startsWith('apps/storefront/') && to.startsWith('apps/api/'))
    return says('the storefront reaches the API over HTTP only');
  if (from.startsWith('apps/api/') && /^apps\/(storefront|launcher)\//.test(to))
    return says('the API knows no storefront and no launcher');
  if (/^(apps|libs)\//.test(from) && to.startsWith('tests/') && !from.endsWith('.spec.ts'))
    return says('what runs imports no test');
  if (toRoom !== undefined && fromRoom !== toRoom) {
    if (fromRoom !== undefined && !ROOMS[fromRoom]?.includes(toRoom))
      return says(`${fromRoom} may not call ${toRoom}`);
    const isSource = from.startsWith('apps/') && !from.endsWith('.spec.ts');
    if (isSource && !to.endsWith('/index.ts') && !isQueueList(from))
      return says('a room is entered through its index.ts');
  }
  return undefined;
}

/** Node's hashing and randomness are arithmetic; a kernel test may use its test tools. */
function isPure(to: string, from: string): boolean {
  return to === 'node:crypto' || from.endsWith('.spec.ts');
}

/** The command line lists queues without starting a room's providers. */
const isQueueList = (from: string): boolean => from === 'apps/api/src/job-queues.ts';

describe('the law of imports', () => {
  const imports = ['apps', 'libs'].flatMap(filesUnder).flatMap(importsOf);

  it('reads the imports at all', () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(imports.some(({ to }) => to === 'libs/kernel/src/time.ts')).toBe(true);
    expect(imports.some(({ from, to }) => from.endsWith('.astro') && to.startsWith('apps/storefront/'))).toBe(
      true,
    );
  });

  it('is kept', () => {
    expect(imports.map(broken).filter((sentence) => sentence !== undefined)).toEqual([]);
  });

  it.each([
    [
      'apps/api/src/modules/places/x.ts',
      'apps/api/src/modules/orders/index.ts',
      'places may not call orders',
    ],
    [
      'apps/api/src/modules/orders/x.ts',
      'apps/api/src/modules/catalogue/product.entity.ts',
      'through its index.ts',
    ],
    ['apps/api/src/platform/http/x.ts', 'apps/api/src/modules/places/index.ts', 'no business words'],
    ['apps/storefront/src/x.ts', 'apps/api/src/openapi.ts', 'over HTTP only'],
    ['libs/kernel/src/x.ts', 'node:fs', 'no I/O'],
    ['apps/api/src/modules/shopping/x.ts', 'typeorm', 'no room of the house'],
  ])('refuses %s → %s', (from, to, law) => {
    expect(broken({ from, to })).toContain(law);
  });

  it('has the kernel name its own files as everybody does: Node reads them as sources too, where ./x.js is no file', () => {
    const relatives = filesUnder('libs/kernel/src')
      .filter((path) => !path.endsWith('.spec.ts'))
      .filter((path) => /from '\.{1,2}\//.test(readFileSync(join(ROOT, path), 'utf8')));
    expect(relatives).toEqual([]);
  });

  it('has no circle between rooms', () => {
    const reaches = (room: string, seen: string[] = []): string[] =>
      (ROOMS[room] ?? []).flatMap((next) =>
        seen.includes(next) ? [] : [next, ...reaches(next, [...seen, next])],
      );
    expect(Object.keys(ROOMS).filter((room) => reaches(room).includes(room))).toEqual([]);
  });
});
