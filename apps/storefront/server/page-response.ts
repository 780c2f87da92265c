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

/** The headers a page leaves with, but for its length and what depends on who asks. */
export function completeHeaders(
  page: CollectedPage,
  defaults: Readonly<Record<string, string>>,
): Record<string, string> {
  const headers = { ...defaults, ...page.headers, vary: 'accept-encoding' } as Record<string, string>;
  headers['cache-control'] ??= 'no-cache';
  if (headers['content-type'] === 'text/html') headers['content-type'] = 'text/html; charset=utf-8';
  return headers;
}

/** Sends a collected page: 304 when the caller has it already, otherwise compressed as far as the caller reads it. */
export async function sendPage(
  page: CollectedPage,
  request: IncomingMessage,
  response: ServerResponse,
  defaults: Record<string, string>,
): Promise<void> {
  const headers: OutgoingHttpHeaders = completeHeaders(page, defaults);
  const plain = page.body();

  const mayBeKept = page.statusCode === 200 && !String(headers['cache-control']).includes('no-store');
  if (mayBeKept && request.method === 'GET') {
    const etag = `W/"${createHash('sha1').update(plain).digest('base64url')}"`;
    headers.etag = etag;
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
  }

  const compressible = COMPRESSIBLE.test(headers['content-type'] ?? '');
  const encoding = compressible ? encodingFor(plain, request.headers['accept-encoding'] ?? '') : 'identity';
  // Level 4 is where brotli is still as quick as gzip and already smaller.
  const body = await compress(plain, encoding, 4);
  if (encoding !== 'identity') headers['content-encoding'] = encoding;
  headers['content-length'] = body.length;
  response.writeHead(page.statusCode, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}

export type Encoding = 'br' | 'gzip' | 'identity';

/** The smallest the caller reads; what fits into a packet stays as it is. */
export function encodingFor(plain: Buffer, accepted: string): Encoding {
  if (plain.length < SMALLEST_WORTH_COMPRESSING) return 'identity';
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
}

/** @param quality of brotli; 9 is for what is compressed once and sent often */
export async function compress(plain: Buffer, encoding: Encoding, quality = 9): Promise<Buffer> {
  if (encoding === 'identity') return plain;
  if (encoding === 'gzip') return compressGzip(plain, { level: quality > 4 ? 9 : 5 });
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  return compressBrotli(plain, { params });
}
