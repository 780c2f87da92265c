import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder `data/` lies beside package.json, above the sources as well as above the compiled files. */
function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'data'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('The folder data/ was not found above the program');
  return findRoot(parent);
}

const root = join(findRoot(import.meta.dirname), 'data');

/** Where a file under data/ lies, for what reads files by itself (fonts). */
export const dataFilePath = (path: string): string => join(root, path);

/** A file of facts under data/ (`programme/banks.json`, `ca-mau/province.json`), parsed. */
export function readDataFile<T>(path: string): T {
  return JSON.parse(readFileSync(dataFilePath(path), 'utf8')) as T;
}
