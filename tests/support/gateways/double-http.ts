import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// Doubles of gateways run in processes of their own, read by Node as they stand: nothing here needs building.

/** A request with its whole body. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  /** No answer: the line is cut, or stays open and nothing comes. */
  silent?: 'cut' | 'open';
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

export const page = (main: string): Reply => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Cổng thử</title><main>${main}</main></html>`,
});

export const seeOther = (location: string): Reply => ({ status: 303, headers: { location } });

/** Listens on a port of its own and says so in one line. */
export function serve(name: string, answer: (asked: Asked) => Promise<Reply>): void {
  const server = createServer((request, response) => void handle(request, response, answer));
  server.listen(0, '127.0.0.1', () => {
    console.log(`${name} listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  // Whoever started it is gone.
  process.stdin.on('end', () => process.exit(0)).resume();
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (asked: Asked) => Promise<Reply>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', 'http://double');
  const asked = {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
  try {
    const reply = await answer(asked);
    if (reply.silent === 'cut') request.socket.destroy();
    if (reply.silent !== undefined) return;
    response.writeHead(reply.status, reply.headers).end(reply.body);
  } catch (error) {
    response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
  }
}
