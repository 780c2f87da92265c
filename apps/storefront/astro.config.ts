import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import { englishPages } from './scripts/english-pages.ts';
import { precompress } from './scripts/precompress.ts';

/** A photographed paper is the largest thing any form brings; src/middleware.ts lets it through on its own page only. */
const LARGEST_FORM_BYTES = 12 * 1024 * 1024 + 64 * 1024;

export default defineConfig({
  root: import.meta.dirname,
  outDir: '../../dist/storefront',
  output: 'server',
  trailingSlash: 'never',
  // The default removes the space between inline tags on separate lines and glues Vietnamese words together.
  compressHTML: true,
  session: false,
  devToolbar: { enabled: false },
  adapter: node({
    mode: 'middleware',
    bodySizeLimit: LARGEST_FORM_BYTES,
    experimentalDisableStreaming: true,
  }),
  integrations: [englishPages(), precompress()],
  build: { inlineStylesheets: 'never' },
  // src/middleware.ts has its own check, which also knows the public address behind a proxy.
  security: { checkOrigin: false },
  vite: {
    resolve: { conditions: ['source'] },
    ssr: { resolve: { conditions: ['source'] } },
    // Astro builds in an environment more; without this a fresh checkout looks for the kernel in a `dist` it has not got.
    environments: { prerender: { resolve: { conditions: ['source'] } } },
    build: { assetsInlineLimit: 0 },
    server: { proxy: { '/api': process.env.API_ORIGIN ?? 'http://127.0.0.1:4400' } },
  },
});
