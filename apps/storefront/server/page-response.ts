import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Below this a compressed body does not save a packet. */
const SMALLEST_WORTH_COMPRESSING = 1_000;
const COMPRESSIBLE = /^(?:text\/|application\/(?:json|xml|manifest\+json|ld\+json)|image\/svg)/;

/**
 * Stands in for the real response while a page renders. The whole page is in hand before the first byte leaves:
 * a page that breaks half-way becomes a proper error page, and a length and an ETag can be sent.
 */
export class CollectedPage extends Writable {
  readonly req: IncomingMessage;
  statusCode = 200;
  statusMessage = '';
  headersSent = false;
  headers: OutgoingHttpHeaders = {};
  private readonly chunks: Buffer[] = [];

  constructor(request: IncomingMessage) {
    super();
    this.req = request;
  }

  writeHead(status: number, headers?: OutgoingHttpHeaders): this {
    this.statusCode = status;
    if (typeof headers === 'object') this.headers = headers;
    this.headersSent = true;
    return this;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }

  body(): Buffer {
    return this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks);
  }
}

/** Sends a collected page: 304 when the caller has it already, otherwise compressed as far as the caller reads it. */
export async function sendPage(
  page: CollectedPage,
  request: IncomingMessage,
  response: ServerResponse,
  defaults: Record<string, string>,
): Promise<void> {
  const headers: OutgoingHttpHeaders = { ...defaults, ...page.headers, vary: 'accept-encoding' };
  headers['cache-control'] ??= 'no-cache';
  if (headers['content-type'] === 'text/html') headers['content-type'] = 'text/html; charset=utf-8';
  const plain = page.body();

  const mayBeKept = page.statusCode === 200 && !headers['cache-control'].includes('no-store');
  if (mayBeKept && request.method === 'GET') {
    const etag = `W/"${createHash('sha1').update(plain).digest('base64url')}"`;
    headers.etag = etag;
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
  }

  const { body, encoding } = await compressed(plain, headers, request.headers['accept-encoding'] ?? '');
  if (encoding) headers['content-encoding'] = encoding;
  headers['content-length'] = body.length;
  response.writeHead(page.statusCode, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function compressed(
  plain: Buffer,
  headers: OutgoingHttpHeaders,
  accepted: string,
): Promise<{ body: Buffer; encoding?: string }> {
  const type = headers['content-type'] ?? '';
  if (plain.length < SMALLEST_WORTH_COMPRESSING || !COMPRESSIBLE.test(type)) return { body: plain };
  if (/\bbr\b/.test(accepted)) {
    // Level 4 is where brotli is still as quick as gzip and already smaller.
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
    return { body: await compressBrotli(plain, { params }), encoding: 'br' };
  }
  if (/\bgzip\b/.test(accepted)) return { body: await compressGzip(plain, { level: 5 }), encoding: 'gzip' };
  return { body: plain };
}
