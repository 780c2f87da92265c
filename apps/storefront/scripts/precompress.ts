import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';

/** Writes `.br` and `.gz` beside every text file of the client build, as small as they get: once here, never per request. */
export function precompress(): AstroIntegration {
  return {
    name: 'precompress',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
          if (!entry.isFile() || !/\.(?:css|js|svg|txt|webmanifest)$/.test(entry.name)) continue;
          const path = join(entry.parentPath, entry.name);
          const plain = await readFile(path);
          const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
          await writeFile(`${path}.br`, brotliCompressSync(plain, { params }));
          await writeFile(`${path}.gz`, gzipSync(plain, { level: 9 }));
        }
      },
    },
  };
}
