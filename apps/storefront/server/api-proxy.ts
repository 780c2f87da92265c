import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Pool, type Dispatcher } from 'undici';
import { CHANGED_PAGES_HEADER, CLIENT_HEADER, SECRET_HEADER, callerAddress } from './caller.js';
import type { StorefrontConfig } from './config.js';

/** Headers that belong to one connection and must not travel on (RFC 9110 §7.6.1), and those we set ourselves. */
const NOT_FORWARDED = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-real-ip',
  'forwarded',
  CLIENT_HEADER,
  SECRET_HEADER,
]);
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'proxy-connection',
  'trailer',
  'upgrade',
];

/** The API's own limits for a body (apps/api/src/app.setup.ts) and for one that brings a file (platform/http/upload.ts). */
const LARGEST_API_BODY_BYTES = 256 * 1024;
const LARGEST_UPLOAD_BYTES = 12 * 1024 * 1024 + 64 * 1024;
/** Where the API takes a file. */
const TAKES_UPLOADS = /^\/api\/v1\/(?:seller\/[^/?]+\/documents|admin\/cooperative-imports)(?:\?|$)/;

/** Hands `/api/*` through to the API and streams both bodies. */
export class ApiProxy {
  private readonly pool: Pool;
  private readonly config: StorefrontConfig;

  /** @param changed told, before an answer leaves, which pages the request made untrue */
  constructor(
    config: StorefrontConfig,
    private readonly changed: (tags: readonly string[]) => void = () => undefined,
  ) {
    this.config = config;
    // One request a connection at a time: a slow answer never holds up the ones behind it. 256 connections carry
    // the 200 simultaneous placements that count as normal load.
    this.pool = new Pool(config.apiOrigin, { connections: 256, pipelining: 1, keepAliveTimeout: 30_000 });
  }

  forward(request: IncomingMessage, response: ServerResponse): void {
    // The API would answer and hang up while the body is still on its way, which looks like an API that is away.
    const largest = TAKES_UPLOADS.test(request.url ?? '') ? LARGEST_UPLOAD_BYTES : LARGEST_API_BODY_BYTES;
    if (Number(request.headers['content-length'] ?? 0) > largest) {
      answerProblem(response, 413, 'too_large', 'Nội dung gửi lên quá lớn', { connection: 'close' });
      return;
    }
    const hasBody =
      request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
    this.pool.dispatch(
      {
        path: request.url ?? '/',
        method: request.method ?? 'GET',
        headers: this.requestHeaders(request),
        body: hasBody ? request : null,
      },
      new Relay(response, this.changed),
    );
  }

  async close(): Promise<void> {
    await this.pool.close();
  }

  private requestHeaders(request: IncomingMessage): string[] {
    const headers: string[] = [];
    const raw = request.rawHeaders;
    for (let index = 0; index < raw.length; index += 2) {
      const name = raw[index] as string;
      if (!NOT_FORWARDED.has(name.toLowerCase())) headers.push(name, raw[index + 1] as string);
    }
    const { publicUrl, storefrontSecret, trustProxy } = this.config;
    headers.push('x-forwarded-proto', publicUrl?.startsWith('https:') ? 'https' : 'http');
    headers.push(CLIENT_HEADER, callerAddress(request, trustProxy), SECRET_HEADER, storefrontSecret);
    return headers;
  }
}

/** The same problem document the API writes, for what never reached it. */
function answerProblem(
  response: ServerResponse,
  status: number,
  code: string,
  title: string,
  headers: Record<string, string>,
): void {
  const requestId = randomUUID();
  const problem = { type: `urn:problem:${code}`, title, status, detail: title, code, requestId };
  response.writeHead(status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    'x-request-id': requestId,
    ...headers,
  });
  response.end(JSON.stringify(problem));
}

/**
 * Writes one answer of the API to the caller as it comes, in step with how fast the caller reads. This is the
 * hottest path of the public port: an answer whose length is known leaves in one write, without listeners that
 * only a slow caller needs.
 */
class Relay implements Dispatcher.DispatchHandler {
  private readonly response: ServerResponse;
  /** Bytes still to come; NaN where the API did not say. */
  private missing = NaN;
  private complete = false;

  constructor(
    response: ServerResponse,
    private readonly changed: (tags: readonly string[]) => void,
  ) {
    this.response = response;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.response.once('close', () => {
      if (!this.complete) controller.abort(new Error('the caller went away'));
    });
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    // The API may send a hint (1xx) before its answer; only the answer is the caller's.
    if (status < 200) return;
    const changed = headers[CHANGED_PAGES_HEADER];
    if (changed !== undefined) {
      delete headers[CHANGED_PAGES_HEADER];
      this.changed(String(changed).split(' '));
    }
    this.missing = Number(headers['content-length'] ?? NaN);
    for (const name of HOP_BY_HOP) if (headers[name] !== undefined) delete headers[name];
    headers['x-content-type-options'] = 'nosniff';
    this.response.writeHead(status, headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.missing -= chunk.length;
    if (this.missing === 0) {
      this.complete = true;
      this.response.end(chunk);
    } else if (!this.response.write(chunk)) {
      controller.pause();
      this.response.once('drain', () => controller.resume());
    }
  }

  onResponseEnd(): void {
    if (this.complete) return;
    this.complete = true;
    this.response.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, _error: Error): void {
    this.complete = true;
    if (this.response.destroyed) return;
    if (this.response.headersSent) {
      this.response.destroy();
      return;
    }
    answerProblem(this.response, 503, 'overloaded', 'Máy chủ đang khởi động lại, mời thử lại sau ít giây', {
      'retry-after': '2',
    });
  }
}
