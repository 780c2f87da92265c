import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isDay } from '#kernel/time';
import { legal } from '../../apps/storefront/src/i18n/vi/legal.js';

interface Purpose {
  purpose: string;
  required: boolean;
  page: string;
  /** Oldest first. */
  versions: { version: string; from: string; sha256: string }[];
}

const lists = JSON.parse(readFileSync('data/programme/consents.json', 'utf8')) as {
  purposes: Purpose[];
  applicationPurposes: Purpose[];
};
const purposes = [...lists.purposes, ...lists.applicationPurposes];

const PAGES: Record<string, { sections: readonly { id: string }[] }> = {
  '/dieu-khoan': legal.legal.terms,
  '/rieng-tu': legal.legal.privacy,
};

/** The sections people agree to with that purpose. */
function textOf({ page }: Purpose): readonly { id: string }[] {
  const [path = '', id] = page.split('#');
  return (PAGES[path]?.sections ?? []).filter((section) => id === undefined || section.id === id);
}

describe('the texts people agree to (data/programme/consents.json)', () => {
  it('have versions that follow each other, each with its day', () => {
    for (const { purpose, versions } of purposes) {
      const days = versions.map(({ from }) => from);
      expect(days.every(isDay), purpose).toBe(true);
      expect(days, purpose).toEqual([...new Set(days)].sort());
      const names = versions.map(({ version }) => version);
      expect([names.length > 0, new Set(names).size], purpose).toEqual([true, names.length]);
    }
  });

  it('stand on a page of the shop, at a heading that is there', () => {
    for (const one of purposes) expect(textOf(one).length, one.purpose).toBeGreaterThan(0);
  });

  it('are word for word those of their version: other words are a new version, which is asked for again', () => {
    for (const one of purposes) {
      const text = textOf(one);
      const written = JSON.stringify(one.page.includes('#') ? text[0] : text);
      const sha256 = createHash('sha256').update(written).digest('hex');
      expect([one.purpose, one.versions.at(-1)?.sha256]).toEqual([one.purpose, sha256]);
    }
  });
});
