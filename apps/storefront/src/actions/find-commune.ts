import { foldVietnamese } from '#kernel/text';
import type { Backend } from '../backend/api.js';
import { getCommunes } from '../backend/catalogue.js';
import type { Commune } from '../backend/catalogue.types.js';

/** What a typed place name means. */
export type FoundCommune =
  | {
      kind: 'one';
      commune: Commune;
      /** The old name it was found by, if that is what was typed. */ by?: string;
    }
  | { kind: 'several'; communes: Commune[] }
  | { kind: 'none' };

/** More would be a list to read, not a choice. */
const MOST_CHOICES = 8;

/** Understands a commune by its name of today or of before the merger, with or without accents and kind. */
export async function findCommune(api: Backend, typed: string, code: string): Promise<FoundCommune> {
  const q = typed.slice(0, 200);
  if (q === '') return { kind: 'none' };
  const found = await getCommunes(api, q);
  const picked = found.find((commune) => commune.code === code);
  if (picked) return { kind: 'one', commune: picked };

  const wanted = bare(q);
  const now = found.filter(({ name }) => foldVietnamese(name) === foldVietnamese(q) || bare(name) === wanted);
  if (now.length === 1 && now[0]) return { kind: 'one', commune: now[0] };
  const before = found.filter(({ oldNames }) => oldNames.some((name) => bare(name) === wanted));
  const candidates = now.length > 0 ? now : before.length > 0 ? before : found;
  const [only, ...others] = candidates;
  if (!only) return { kind: 'none' };
  if (others.length > 0) return { kind: 'several', communes: candidates.slice(0, MOST_CHOICES) };
  const by = only.oldNames.find((name) => bare(name) === wanted);
  return { kind: 'one', commune: only, ...(by ? { by } : {}) };
}

/** Folded and without the kind of the unit in front: people type "nam can" for "Xã Năm Căn". */
function bare(name: string): string {
  return foldVietnamese(name).replace(/^(?:xa|phuong|thi tran|thi xa|dac khu) (?=\S)/, '');
}
