import type { EntityManager } from 'typeorm';
import { foldVietnamese } from '#kernel/text';

/** A commune of today with the names it had. */
export interface NamedCommune {
  code: string;
  /** `Xã Đất Mũi`. */
  fullName: string;
  formerNames: readonly string[];
  formerDistricts: readonly string[];
}

export type CommuneMatch = { code: string } | { candidates: readonly NamedCommune[] };

/** All communes of today, as `matchCommune` asks them. */
export function namedCommunes(tx: EntityManager): Promise<NamedCommune[]> {
  return tx.query(
    `SELECT code, full_name AS "fullName", former_names AS "formerNames", former_districts AS "formerDistricts"
     FROM communes ORDER BY code`,
  );
}

const KIND = /^(xa|phuong|dac khu|thi tran|tt|x|p) (?=.)/;
const DISTRICT = /^(huyen|thi xa|thanh pho|tp|h) (?=.)/;

const bare = (text: string): string => foldVietnamese(text).replace(KIND, '');

/**
 * Which commune of today somebody means: by its code, its name of today, or the name of what was merged into it, with or
 * without accents and "xã". A name of today comes before an old one; of several communes that an old name leads to, the
 * old district after a comma chooses. What stays unclear comes back as candidates, at most a handful.
 */
export function matchCommune(text: string, communes: readonly NamedCommune[]): CommuneMatch {
  const byCode = communes.find(({ code }) => code === text.trim());
  if (byCode !== undefined) return byCode;
  const [name = '', ...rest] = text.split(/[,(]/);
  const district = foldVietnamese(rest[0] ?? '').replace(DISTRICT, '');
  const wanted = bare(name);
  if (wanted === '') return { candidates: [] };
  const whole = foldVietnamese(name);
  const today = communes.filter(({ fullName }) => bare(fullName) === wanted);
  const exact = today.filter(({ fullName }) => foldVietnamese(fullName) === whole);
  const old = communes.filter(({ formerNames }) => formerNames.some((former) => bare(former) === wanted));
  const oldInDistrict = district === '' ? [] : old.filter((commune) => liesIn(commune, district));
  for (const found of [exact, today, oldInDistrict, old]) {
    // "Xã Tân Tiến, huyện Đầm Dơi" of a commune of today: the district only confirms it.
    if (found.length === 1 && found[0] !== undefined) return found[0];
    if (found.length > 1) return { candidates: found.slice(0, 6) };
  }
  return { candidates: alike(wanted, communes) };
}

/**
 * The same of a whole address ("Ấp Mũi, xã Đất Mũi, tỉnh Cà Mau"): from the first part that says of itself what kind of
 * place it is; where none does, the address as it stands.
 */
export function matchAddress(text: string, communes: readonly NamedCommune[]): CommuneMatch {
  const parts = text.split(/[,;]|\s[-–]\s/).map((part) => part.trim());
  const from = parts.findIndex((part) => KIND.test(foldVietnamese(part)));
  return matchCommune(from < 0 ? text : parts.slice(from).join(', '), communes);
}

const liesIn = ({ formerDistricts }: NamedCommune, district: string): boolean =>
  formerDistricts.some((former) => foldVietnamese(former).replace(DISTRICT, '') === district);

/** Communes that share the beginning of a mistyped name. */
function alike(wanted: string, communes: readonly NamedCommune[]): readonly NamedCommune[] {
  const begins = wanted.slice(0, Math.max(4, wanted.length - 2));
  return communes
    .filter(({ fullName, formerNames }) =>
      [fullName, ...formerNames].some((name) => bare(name).startsWith(begins)),
    )
    .slice(0, 4);
}
