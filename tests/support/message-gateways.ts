import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a gateway does with the next request. */
export type Behaviour =
  | 'take'
  /** 503, as a gateway under load. */
  | 'fail'
  /** Reads the request and never answers. */
  | 'hang'
  /** Sends the caller elsewhere. */
  | 'redirect'
  /** Takes the request over HTTP and refuses the message in its answer. */
  | 'refuse';

/** One request that was in order, as the gateway understood it. */
export interface Taken {
  /** Without plus: 84912345678. */
  to: string;
  /** The text of an SMS, or the code of a Zalo template. */
  said: string;
  id: string;
}

/**
 * A gateway as its documentation describes it, on a port of its own. It judges each request by itself: method, path,
 * headers and every field; what is not in order is refused with 400 and told in `faults`.
 */
export class MessageGateway {
  readonly taken: Taken[] = [];
  readonly faults: string[] = [];
  /** How many requests came, in order or not. */
  requests = 0;
  /** What the next requests meet; afterwards they are taken. */
  next: Behaviour[] = [];
  private readonly server = createServer((request, response) => void this.receive(request, response));

  private constructor(private readonly judge: Judge) {}

  /** `POST /send` with a bearer token: `{id, to, from, text}`. */
  static sms({ token, sender }: { token: string; sender: string }): Promise<MessageGateway> {
    return MessageGateway.start((request) => judgeSms(request, token, sender));
  }

  /** Zalo's `POST /message/template` with `access_token`: `{phone, template_id, template_data, tracking_id}`. */
  static zalo({ accessToken, template }: { accessToken: string; template: string }): Promise<MessageGateway> {
    return MessageGateway.start((request) => judgeZalo(request, accessToken, template));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/gateway`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private static async start(judge: Judge): Promise<MessageGateway> {
    const gateway = new MessageGateway(judge);
    await new Promise<void>((done) => gateway.server.listen(0, '127.0.0.1', done));
    return gateway;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const judged = this.judge({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
    const behaviour = this.next.shift() ?? 'take';
    if (behaviour === 'hang') return;
    if (typeof judged === 'string') {
      this.faults.push(judged);
      response.writeHead(400).end('{}');
    } else if (behaviour === 'fail') {
      response.writeHead(503, { 'content-type': 'text/plain' }).end('busy');
    } else if (behaviour === 'redirect') {
      response.writeHead(302, { location: this.url }).end();
    } else if (behaviour === 'refuse') {
      answer(response, { error: -108, message: 'Phone number invalid' });
    } else {
      this.taken.push(judged);
      answer(response, { error: 0, message: 'Success', data: { msg_id: judged.id } });
    }
  }
}

interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}
type Judge = (request: Received) => Taken | string;

function answer(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function judgeSms({ method, url, headers, body }: Received, token: string, sender: string): Taken | string {
  if (method !== 'POST' || url !== '/gateway') return `${method} ${url}`;
  if (headers['content-type'] !== 'application/json') return 'content-type';
  if (headers.authorization !== `Bearer ${token}`) return 'authorization';
  const { id, to, from, text, ...more } = JSON.parse(body) as Record<string, unknown>;
  if (typeof id !== 'string' || id.length > 64 || headers['idempotency-key'] !== id) return 'idempotency-key';
  if (typeof to !== 'string' || !/^84[35789]\d{8}$/.test(to)) return 'to';
  if (from !== sender) return 'from';
  if (typeof text !== 'string' || text === '' || text.length > 300) return 'text';
  return Object.keys(more).length > 0 ? `unknown ${Object.keys(more).join()}` : { to, said: text, id };
}

function judgeZalo(
  { method, url, headers, body }: Received,
  accessToken: string,
  template: string,
): Taken | string {
  if (method !== 'POST' || url !== '/gateway') return `${method} ${url}`;
  if (headers['content-type'] !== 'application/json') return 'content-type';
  if (headers['access_token'] !== accessToken || headers.authorization !== undefined) return 'access_token';
  const parsed = JSON.parse(body) as Record<string, unknown>;
  const { phone, template_id: id, template_data: data, tracking_id: tracking, ...more } = parsed;
  if (typeof phone !== 'string' || !/^84[35789]\d{8}$/.test(phone)) return 'phone';
  if (id !== template) return 'template_id';
  const { otp, ...rest } = (data ?? {}) as Record<string, unknown>;
  if (typeof otp !== 'string' || !/^\d{6}$/.test(otp) || Object.keys(rest).length > 0) return 'template_data';
  if (typeof tracking !== 'string' || tracking.length > 48) return 'tracking_id';
  return Object.keys(more).length > 0
    ? `unknown ${Object.keys(more).join()}`
    : { to: phone, said: otp, id: tracking };
}
