import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the service does with the next request; by default it compares. */
export type VneidBehaviour = 'compare' | 'fail' | 'hang' | 'redirect' | 'babble' | 'mumble';

/**
 * The electronic identification service as our adapter describes it, on a port of its own: it knows some people, and
 * refuses with 400 what is not in order.
 */
export class VneidService {
  readonly faults: string[] = [];
  /** Numbers it was asked about. */
  readonly asked: string[] = [];
  next: VneidBehaviour[] = [];
  private readonly server = createServer((request, response) => void this.receive(request, response));

  private constructor(
    private readonly secret: { clientId: string; clientSecret: string },
    /** Name and date of birth by number. */
    private readonly people: Readonly<Record<string, { name: string; born: string }>>,
  ) {}

  static async start(
    secret: { clientId: string; clientSecret: string },
    people: Readonly<Record<string, { name: string; born: string }>>,
  ): Promise<VneidService> {
    const service = new VneidService(secret, people);
    await new Promise<void>((done) => service.server.listen(0, '127.0.0.1', done));
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/identities`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const fault = this.faultOf(request);
    const { identityNumber, fullName, dateOfBirth, ...more } = JSON.parse(
      Buffer.concat(chunks).toString('utf8'),
    ) as Record<string, string>;
    if (fault !== null || identityNumber === undefined || Object.keys(more).length > 0) {
      this.faults.push(fault ?? 'body');
      response.writeHead(400).end('{}');
      return;
    }
    this.asked.push(identityNumber);
    switch (this.next.shift() ?? 'compare') {
      case 'hang':
        return;
      case 'fail':
        response.writeHead(503, { 'content-type': 'text/plain' }).end('busy');
        return;
      case 'redirect':
        response.writeHead(307, { location: this.url }).end();
        return;
      case 'babble':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Bảo trì</p>');
        return;
      case 'mumble':
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"matches":"yes"}');
        return;
      case 'compare':
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ matches: this.knows(identityNumber, fullName, dateOfBirth) }));
    }
  }

  private knows(number: string, name: string | undefined, born: string | undefined): boolean {
    const person = this.people[number];
    return person !== undefined && person.name === name && person.born === born;
  }

  private faultOf({ method, url, headers }: IncomingMessage): string | null {
    const { clientId, clientSecret } = this.secret;
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    if (method !== 'POST' || url !== '/identities') return `${method} ${url}`;
    if (headers['content-type'] !== 'application/json') return 'content-type';
    return headers.authorization === basic ? null : 'authorization';
  }
}
