import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { en } from '../../apps/storefront/src/i18n/en.js';

const SOURCES = resolve(import.meta.dirname, '../../apps/storefront/src');
/** As scripts/english-pages.ts leaves them out. */
const VIETNAMESE_ALONE = /^pages\/(?:kenh-nguoi-ban|quan-tri|nhan-don|xac-nhan)\//;
const FOR_MACHINES = /\.(?:xml|txt|csv)\.ts$/;
/** Reached through what they share with buyers' pages, and only ever called from a shop's or an officer's. */
const OF_THE_AREAS = new Set(['actions/start-application.ts', 'views/month-words.ts']);

/** Said by an act of the desk, in a file that has the buyers' act too. */
const OF_THE_DESK = new Set(['actions/reports.ts: t.reports.desk']);

const text = new Map<string, string>();

/** Everything the pages of the English shop are made of: the pages, and whatever they import. */
function partsOfTheEnglishShop(): string[] {
  const parts = new Set<string>();
  const open = globSync('pages/**/*.{astro,ts}', { cwd: SOURCES }).filter(
    (page) => !VIETNAMESE_ALONE.test(page) && !FOR_MACHINES.test(page),
  );
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (parts.has(part) || part.startsWith('i18n/') || OF_THE_AREAS.has(part)) continue;
    parts.add(part);
    const source = readFileSync(join(SOURCES, part), 'utf8');
    text.set(part, source);
    for (const [, specifier = ''] of source.matchAll(/(?:from|import)\s+'(\.[^'?]+)'/g)) {
      const path = relative(SOURCES, resolve(SOURCES, dirname(part), specifier)).replace(/\.js$/, '.ts');
      if (/\.(?:ts|astro)$/.test(path) && existsSync(join(SOURCES, path))) open.push(path);
    }
  }
  return [...parts].sort();
}

const parts = partsOfTheEnglishShop();
const all = (pattern: RegExp): string[] =>
  parts.flatMap((part) =>
    [...(text.get(part) ?? '').matchAll(pattern)].map(([found]) => `${part}: ${found}`),
  );

test('the English shop is the whole shop', () => {
  expect(parts).toEqual(
    expect.arrayContaining(['pages/index.astro', 'pages/dat-hang.astro', 'views/OrderView.astro']),
  );
  expect(parts.length).toBeGreaterThan(150);
});

test('its pages say only what has its English, and no address, number or word of one language', () => {
  const words = en as Record<string, unknown>;
  const unknown = parts.flatMap((part) =>
    [...(text.get(part) ?? '').matchAll(/(?<![.\w])(?:t|locals\.t)\.(\w+)(?:\.(\w+))?/g)].flatMap(
      ([found, name = '', inner]) => {
        const word = words[name];
        const there =
          word !== undefined &&
          (inner === undefined || typeof word !== 'object' || word === null || inner in word);
        return there ? [] : [`${part}: ${found}`];
      },
    ),
  );
  expect(unknown.filter((said) => !OF_THE_DESK.has(said))).toEqual([]);
  // `locals.paths`, `t.say` and `locals.t` are of the page's language.
  expect(all(/import \{[^}]*\bpaths\b[^}]*\} from '[^']*\/paths\.js'/g)).toEqual([]);
  expect(all(/import \{[^}]*\bformat(?:Vnd|Integer|UnitPrice|Day|LongDay|DateTime|Spans)\b[^}]*\}/g)).toEqual(
    [],
  );
  expect(all(/import \{[^}]*\bvi\b[^}]*\} from '[^']*i18n[^']*'/g)).toEqual([]);
  const letters = /^(?!\s*(?:\/\/|\/?\*)).*[ạảãăằắẳẵặâầấẩẫậđẹẻẽềếểễệịỉĩọỏõồốổỗộơờớởỡợụủũưừứửữựỳýỷỹỵ]/gimu;
  expect(all(letters).filter((line) => !/\[[^\]]*đ/.test(line))).toEqual([]);
});
