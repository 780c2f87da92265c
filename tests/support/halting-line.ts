import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A line to a floor that lets a page through up to a place in it, and the rest when it is told to. */
export class HaltingLine {
  /** Bytes of a page that come at once. */
  after = Infinity;
  private readonly waiting: (() => void)[] = [];

  private constructor(
    private readonly floor: string,
    private readonly server: Server,
  ) {}

  static async to(floor: string): Promise<HaltingLine> {
    const server = createServer((request, response) => void line.carry(request, response));
    const line = new HaltingLine(floor, server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The rest of every page that waits. */
  goOn(): void {
    for (const send of this.waiting.splice(0)) send();
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async carry({ url = '/', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    // Not compressed, so that a place in what is sent is a place in the page.
    const asked = { accept: headers.accept ?? '*/*', 'accept-encoding': 'identity' };
    const answer = await fetch(this.floor + url, { headers: asked, redirect: 'manual' });
    const body = Buffer.from(await answer.arrayBuffer());
    const kept = [...answer.headers].filter(
      ([name]) => !/^(connection|content-length|transfer-encoding)$/.test(name),
    );
    response.writeHead(answer.status, Object.fromEntries(kept));
    if (!answer.headers.get('content-type')?.startsWith('text/html') || body.length <= this.after) {
      response.end(body);
      return;
    }
    response.write(body.subarray(0, this.after));
    this.waiting.push(() => response.end(body.subarray(this.after)));
  }
}
