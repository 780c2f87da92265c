import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
  type ECDH,
} from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the service does with the next message: its status, and where it asks to wait its Retry-After. */
export type PushAnswer = 201 | 404 | 410 | 403 | 503 | { status: 429; retryAfter: string };

/** A message as a browser would have it. */
export interface Pushed {
  payload: Record<string, unknown>;
  ttl: number;
  topic: string | undefined;
  urgency: string | undefined;
  /** From the token's claims. */
  subject: string;
}

interface Browser {
  curve: ECDH;
  auth: Buffer;
}

/** One key pair for the floor under test (RFC 8292). */
export function vapidKeys(): { publicKey: string; privateKey: string } {
  const curve = createECDH('prime256v1');
  curve.generateKeys();
  return {
    publicKey: curve.getPublicKey('base64url'),
    // A key may begin with zeros, which Node leaves out.
    privateKey: Buffer.concat([Buffer.alloc(32), curve.getPrivateKey()])
      .subarray(-32)
      .toString('base64url'),
  };
}

/**
 * Push service and browsers in one, outside the application. It judges each message by RFC 8030 and 8292, decrypts it as a
 * browser does by RFC 8291 and 8188 with Node's own primitives, and tells in `faults` what was not in order.
 */
export class PushDouble {
  readonly pushed: Pushed[] = [];
  readonly faults: string[] = [];
  requests = 0;
  /** What the next messages meet; afterwards they are taken. */
  next: PushAnswer[] = [];
  private readonly browsers = new Map<string, Browser>();
  private readonly server = createServer((request, response) => void this.receive(request, response));

  private constructor(private readonly applicationServerKey: string) {}

  static async start(applicationServerKey: string): Promise<PushDouble> {
    const double = new PushDouble(applicationServerKey);
    await new Promise<void>((done) => double.server.listen(0, '127.0.0.1', done));
    return double;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** A browser's subscription, as it would be written down by `toJSON`. */
  subscribe(): { endpoint: string; keys: { p256dh: string; auth: string } } {
    const curve = createECDH('prime256v1');
    curve.generateKeys();
    const auth = randomBytes(16);
    const token = randomBytes(12).toString('base64url');
    this.browsers.set(token, { curve, auth });
    return {
      endpoint: `${this.origin}/push/${token}`,
      keys: { p256dh: curve.getPublicKey('base64url'), auth: auth.toString('base64url') },
    };
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const pushed = this.judge(request, Buffer.concat(chunks));
    if (typeof pushed === 'string') {
      this.faults.push(pushed);
      response.writeHead(400).end();
      return;
    }
    const answer = this.next.shift() ?? 201;
    if (answer === 201) this.pushed.push(pushed);
    if (typeof answer === 'number') response.writeHead(answer).end();
    else response.writeHead(answer.status, { 'retry-after': answer.retryAfter }).end();
  }

  private judge({ method, url = '', headers }: IncomingMessage, body: Buffer): Pushed | string {
    const browser = this.browsers.get(url.replace('/push/', ''));
    if (method !== 'POST' || browser === undefined) return `${method} ${url}`;
    if (!/^\d+$/.test(String(headers['ttl']))) return 'ttl';
    if (headers['content-encoding'] !== 'aes128gcm') return 'content-encoding';
    if (body.length > 4_096) return 'longer than a push service must take';
    const topic = headers['topic'] as string | undefined;
    if (topic !== undefined && !/^[A-Za-z0-9_-]{1,32}$/.test(topic)) return 'topic';
    const urgency = headers['urgency'] as string | undefined;
    if (urgency !== undefined && !['very-low', 'low', 'normal', 'high'].includes(urgency)) return 'urgency';
    const claims = this.claimsOf(headers.authorization ?? '');
    if (typeof claims === 'string') return claims;
    try {
      const payload = JSON.parse(decrypt(browser, body)) as Record<string, unknown>;
      return { payload, ttl: Number(headers['ttl']), topic, urgency, subject: claims.sub };
    } catch (error) {
      return `not for this browser: ${String(error)}`;
    }
  }

  /** RFC 8292: a token of ES256 for this origin, good for a day at most, by the key the browser subscribed with. */
  private claimsOf(authorization: string): { sub: string } | string {
    const found = /^vapid t=([^.,\s]+)\.([^.,\s]+)\.([^.,\s]+), ?k=([^,\s]+)$/.exec(authorization);
    if (found === null) return 'authorization';
    const [, head = '', claims = '', signature = '', key = ''] = found;
    if (key !== this.applicationServerKey) return 'another key than the browser subscribed with';
    const point = Buffer.from(key, 'base64url');
    const publicKey = createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      },
    });
    const isSigned = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    if (!isSigned) return 'signature';
    const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
    if (header['alg'] !== 'ES256') return 'alg';
    const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
      aud: unknown;
      exp: number;
      sub: string;
    };
    if (aud !== this.origin) return 'aud';
    const left = exp - Date.now() / 1_000;
    if (!(left > 0 && left <= 86_400)) return 'exp';
    return /^(mailto:|https:)/.test(sub) ? { sub } : 'sub';
  }
}

/** RFC 8291, 3.4, and one record of RFC 8188. */
function decrypt({ curve, auth }: Browser, body: Buffer): string {
  const salt = body.subarray(0, 16);
  const recordSize = body.readUInt32BE(16);
  const keyLength = body.readUInt8(20);
  const senderKey = body.subarray(21, 21 + keyLength);
  const record = body.subarray(21 + keyLength);
  if (keyLength !== 65 || record.length > recordSize) throw new Error('header');
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), senderKey]);
  const input = Buffer.from(hkdfSync('sha256', curve.computeSecret(senderKey), auth, info, 32));
  const derive = (label: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', input, salt, Buffer.from(`Content-Encoding: ${label}\0`), length));
  const cipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  cipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end === -1 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('padding');
  return padded.subarray(0, end).toString('utf8');
}
