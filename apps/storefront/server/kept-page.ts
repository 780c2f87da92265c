import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { compress, encodingFor, type Encoding } from './page-response.js';

/** Headers, the compressed twins of a body, and the object itself, beside the plain bytes. */
const TWINS_SHARE = 0.5;
const OWN_BYTES = 4_096;

/** Found as it was kept, or why it had to be made, in the words of RFC 9211. */
type How = 'hit' | 'fwd=miss';

/** A page ready to leave: headers written once, bodies compressed once for each encoding somebody reads. */
export class KeptPage {
  readonly etag: string;
  /** Noted by the cache, whether somebody asked for it since it last looked for room. */
  askedFor = false;
  private readonly bodies = new Map<Encoding, Buffer>();
  private readonly heads: Record<How, Map<Encoding, string[]>> = { hit: new Map(), 'fwd=miss': new Map() };

  /** @param expiresAt instant of the floor's clock in milliseconds, from which on it is untrue whatever happened */
  constructor(
    readonly tags: ReadonlySet<string>,
    readonly expiresAt: number,
    private readonly plain: Buffer,
    private readonly headers: Readonly<Record<string, string>>,
  ) {
    this.etag = `W/"${createHash('sha1').update(plain).digest('base64url')}"`;
  }

  /** Bytes it takes in memory, roughly. */
  get weight(): number {
    return Math.ceil(this.plain.length * (1 + TWINS_SHARE)) + OWN_BYTES;
  }

  send(request: IncomingMessage, response: ServerResponse, how: How): void {
    if (request.headers['if-none-match'] === this.etag) {
      response.writeHead(304, this.head('identity', how).slice(0, -2)).end();
      return;
    }
    const encoding = encodingFor(this.plain, request.headers['accept-encoding'] ?? '');
    if (encoding === 'identity' || this.bodies.has(encoding)) {
      this.write(encoding, request, response, how);
      return;
    }
    compress(this.plain, encoding).then(
      (body) => {
        this.bodies.set(encoding, body);
        this.write(encoding, request, response, how);
      },
      () => this.write('identity', request, response, how),
    );
  }

  private write(encoding: Encoding, request: IncomingMessage, response: ServerResponse, how: How): void {
    const body = this.bodies.get(encoding) ?? this.plain;
    response.writeHead(200, this.head(encoding, how));
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  /** Names and values in turn, which Node writes as they are; the length stands last. */
  private head(encoding: Encoding, how: How): string[] {
    const known = this.heads[how].get(encoding);
    if (known !== undefined) return known;
    // Astro has counted the plain body already.
    const { 'content-length': _, ...headers } = this.headers;
    const head = Object.entries({
      ...headers,
      etag: this.etag,
      'cache-status': `floor; ${how}`,
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      'content-length': String((this.bodies.get(encoding) ?? this.plain).length),
    }).flat();
    this.heads[how].set(encoding, head);
    return head;
  }
}
