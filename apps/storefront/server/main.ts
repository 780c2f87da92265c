import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ApiProxy } from './api-proxy.js';
import { readConfig, type StorefrontConfig } from './config.js';
import { Pages, type PageHandler } from './pages.js';
import { assetHeaders } from './security-headers.js';
import { StaticFiles } from './static-files.js';

/** How long open answers may still run after a stop was asked for. */
const STOP_GRACE_MS = 10_000;

/** Where `astro build` put its result: dist/storefront, seen from the sources as well as from dist. */
function builtStorefront(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'package.json'))) directory = dirname(directory);
  return join(directory, 'dist', 'storefront');
}

async function start(config: StorefrontConfig): Promise<void> {
  const built = builtStorefront();
  const files = await StaticFiles.load(join(built, 'client'));
  const entry = (await import(pathToFileURL(join(built, 'server', 'entry.mjs')).href)) as {
    handler: PageHandler;
  };
  const pages = new Pages(config, entry.handler);
  const proxy = new ApiProxy(config, pages.changed);
  const fileHeaders = assetHeaders(config.publicUrl);

  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith('/api/')) {
      proxy.forward(request, response);
      return;
    }
    const query = url.indexOf('?');
    const path = query < 0 ? url : url.slice(0, query);
    const file = path === '/worker.js' && !config.offlineShop ? '/worker-off.js' : path;
    if (files.serve(file, request, response, fileHeaders)) return;
    pages.answer(request, response);
  });

  server.listen(config.port, config.host, () => {
    const { port } = server.address() as AddressInfo;
    console.log(
      `storefront listening on http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    );
  });
  server.once('error', (error) => {
    console.error(`storefront could not listen: ${error.message}`);
    process.exit(1);
  });

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    pages.close();
    server.close(() => void proxy.close().finally(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), STOP_GRACE_MS).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

try {
  await start(readConfig());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
