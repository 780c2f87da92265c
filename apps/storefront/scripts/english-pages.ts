import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Not for buyers, so in Vietnamese alone: the shops' area, the administration, and what a shop's letters lead to. */
const VIETNAMESE_ALONE = /^(?:kenh-nguoi-ban|quan-tri|nhan-don|xac-nhan)\//;
/** Files for machines: one of each speaks for both languages. */
const FOR_MACHINES = /\.(?:xml|txt|csv)\.ts$/;
/** Astro finds these by their name, whatever the address. */
const OF_ASTRO = /^(?:404|500)\./;

/** Gives every page a buyer sees a second address under `/en`; the middleware then hands it English words. */
export function englishPages(): AstroIntegration {
  return {
    name: 'english-pages',
    hooks: {
      'astro:config:setup': async ({ config, injectRoute }) => {
        const pages = fileURLToPath(new URL('./pages/', config.srcDir));
        for await (const file of glob('**/*.{astro,ts}', { cwd: pages })) {
          if (VIETNAMESE_ALONE.test(file) || OF_ASTRO.test(file) || FOR_MACHINES.test(file)) continue;
          const page = file.replace(/\.(?:astro|ts)$/, '').replace(/(?:^|\/)index$/, '');
          injectRoute({ pattern: page === '' ? '/en' : `/en/${page}`, entrypoint: pages + file });
        }
      },
    },
  };
}
