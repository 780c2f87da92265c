import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isDay } from '#kernel/time';
import { legal } from '../../apps/storefront/src/i18n/vi/legal.js';

interface Purpose {
  purpose: string;
  required: boolean;
  page: string;
  versions: { version: string; from: string }[];
}

const lists = JSON.parse(readFileSync('data/programme/consents.json', 'utf8')) as {
  purposes: Purpose[];
  applicationPurposes: Purpose[];
};
const purposes = [...lists.purposes, ...lists.applicationPurposes];

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
    const pages: Record<string, { sections: readonly { id: string }[] }> = {
      '/dieu-khoan': legal.legal.terms,
      '/rieng-tu': legal.legal.privacy,
    };
    for (const { purpose, page } of purposes) {
      const [path = '', id] = page.split('#');
      const sections = pages[path]?.sections.map((section) => section.id) ?? [];
      expect(sections.length, purpose).toBeGreaterThan(0);
      if (id !== undefined) expect(sections, purpose).toContain(id);
    }
  });
});
