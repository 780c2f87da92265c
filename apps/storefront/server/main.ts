import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ApiProxy } from './api-proxy.js';
import { callerAddress } from './caller.js';
import { readConfig, type StorefrontConfig } from './config.js';
import { CollectedPage, sendPage } from './page-response.js';
import { assetHeaders, pageHeaders } from './security-headers.js';
import { StaticFiles } from './static-files.js';

/** What the pages are told about the request by this server; `App.Locals` in src/env.d.ts has the same field. */
interface DoorLocals {
  door: { apiOrigin: string; storefrontSecret: string; publicOrigin: string; buyerAddress: string };
}
type PageHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
  locals?: DoorLocals,
) => Promise<void>;

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
  const proxy = new ApiProxy(config);
  const headers = pageHeaders(config.publicUrl);
  const fileHeaders = assetHeaders(config.publicUrl);

  const answerPage = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const page = new CollectedPage(request);
    const publicOrigin = config.publicUrl ?? `http://${request.headers.host ?? 'localhost'}`;
    const { apiOrigin, storefrontSecret, trustProxy } = config;
    const buyerAddress = callerAddress(request, trustProxy);
    // Astro only writes to the response; a Writable with writeHead() is all it touches.
    await entry.handler(request, page as unknown as ServerResponse, undefined, {
      door: { apiOrigin, storefrontSecret, publicOrigin, buyerAddress },
    });
    // Astro gives every page of a failure 500; one that names a time to come back is 503.
    if (page.statusCode === 500 && page.headers['retry-after']) page.statusCode = 503;
    await sendPage(page, request, response, headers);
  };

  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith('/api/')) {
      proxy.forward(request, response);
      return;
    }
    const query = url.indexOf('?');
    if (files.serve(query < 0 ? url : url.slice(0, query), request, response, fileHeaders)) return;
    answerPage(request, response).catch((error: unknown) => {
      console.error('page failed', error);
      if (!response.headersSent)
        response.writeHead(500, { ...headers, 'content-type': 'text/plain; charset=utf-8' });
      response.end('Trang bị lỗi, mời bạn thử lại sau ít phút.');
    });
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
