import { expect, test } from 'vitest';
import { NotSent } from './refusals.js';
import { sendInPieces, type FileOnItsWay } from './send-in-pieces.js';

const SIZE = 500_000;
const file = (more: Partial<FileOnItsWay> = {}): FileOnItsWay => ({
  blob: new Blob([Uint8Array.from({ length: SIZE }, (_, at) => at % 251)]),
  sha256: null,
  uploadId: null,
  ...more,
});

/** The API's side of an upload, with faults that happen once each, in their order. */
class Server {
  kept = new Uint8Array();
  readonly pieces: number[] = [];
  begun = 0;
  known = true;
  status: 'open' | 'done' | 'refused' = 'open';

  constructor(private readonly faults: (() => Response | 'lost')[] = []) {}

  readonly ask = async (_address: string, request: RequestInit = {}): Promise<Response> => {
    const method = request.method ?? 'GET';
    if (method === 'POST') {
      this.begun += 1;
      this.known = true;
      return Response.json(this.told, { status: 201 });
    }
    if (!this.known) return Response.json({ code: 'not_found' }, { status: 404 });
    if (method === 'GET') return Response.json(this.told);
    return this.take(
      Number((request.headers as Record<string, string>)['upload-offset']),
      request.body as Blob,
    );
  };

  private async take(offset: number, body: Blob): Promise<Response> {
    this.pieces.push(body.size);
    const fault = this.faults.shift()?.();
    if (fault instanceof Response) return fault;
    const whole = this.kept.length === SIZE && offset + body.size === SIZE;
    if (!whole && offset !== this.kept.length)
      return Response.json({ code: 'wrong_offset', offset: this.kept.length }, { status: 409 });
    if (!whole) this.kept = joined(this.kept, await body.arrayBuffer());
    // The piece is safe, and the process dies before it says so.
    if (fault === 'lost') throw new TypeError('Failed to fetch');
    if (this.kept.length === SIZE) this.status = 'done';
    return new Response(null, { status: 204, headers: { 'upload-offset': String(this.kept.length) } });
  }

  private get told(): object {
    return {
      id: 'u1',
      offset: this.kept.length,
      status: this.status,
      resultId: this.status === 'done' ? 'p1' : null,
    };
  }
}

const joined = (one: Uint8Array, other: ArrayBuffer): Uint8Array<ArrayBuffer> => {
  const both = new Uint8Array(one.length + other.byteLength);
  both.set(one);
  both.set(new Uint8Array(other), one.length);
  return both;
};

const silent = { begun: () => Promise.resolve(), safe: () => undefined };
const send = (server: Server, of = file(), now = () => 0): Promise<string> =>
  sendInPieces('htx-mau', of, silent, { send: server.ask, now });

test('a file arrives whole, in pieces that grow while the line is quick', async () => {
  const server = new Server();
  expect(await send(server)).toBe('p1');
  expect(Buffer.from(await file().blob.arrayBuffer()).equals(server.kept)).toBe(true);
  expect(server.pieces.slice(0, 3)).toEqual([32_768, 65_536, 131_072]);
  expect(Math.max(...server.pieces)).toBeLessThanOrEqual(256 * 1024);
});

test('on a slow line pieces stay small', async () => {
  const server = new Server();
  let time = 0;
  await send(server, file(), () => (time += 5_000));
  expect(new Set(server.pieces.slice(0, -1))).toEqual(new Set([32_768]));
});

test('a piece whose answer was lost is not sent again', async () => {
  const server = new Server([() => 'lost']);
  await send(server);
  expect(server.pieces.reduce((sum, bytes) => sum + bytes, 0)).toBe(SIZE);
});

test('whoever comes back with the id goes on where the server stands', async () => {
  const server = new Server();
  server.kept = new Uint8Array(await file().blob.slice(0, 400_000).arrayBuffer());
  expect(await send(server, file({ uploadId: 'u1' }))).toBe('p1');
  expect(server.begun).toBe(0);
  expect(server.pieces.reduce((sum, bytes) => sum + bytes, 0)).toBe(100_000);
});

test('one that was forgotten meanwhile begins anew, under an id that is told', async () => {
  const server = new Server();
  server.known = false;
  const ids: string[] = [];
  const progress = { begun: async (id: string) => void ids.push(id), safe: () => undefined };
  await sendInPieces('htx-mau', file({ uploadId: 'old' }), progress, { send: server.ask, now: () => 0 });
  expect(ids).toEqual(['u1']);
});

test('a server that died over the last piece is told of it once more', async () => {
  const server = new Server();
  server.kept = new Uint8Array(await file().blob.arrayBuffer());
  expect(await send(server, file({ uploadId: 'u1' }))).toBe('p1');
  expect(server.pieces).toEqual([16 * 1024]);
});

test('a server that answers nothing useful twice is left alone for now', async () => {
  const busy = (): Response => Response.json({}, { status: 503, headers: { 'retry-after': '2' } });
  const error: unknown = await send(new Server([busy, busy])).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ trouble: 'no_answer', retryAfterSeconds: 2 });
});

test('what is no picture is refused for good, in the words of the server', async () => {
  const heic = (): Response =>
    Response.json({ code: 'unsupported_type', detail: 'Sàn chưa đọc được ảnh HEIC' }, { status: 415 });
  const error: unknown = await send(new Server([heic])).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(NotSent);
  expect(error).toMatchObject({ trouble: 'refused', words: 'Sàn chưa đọc được ảnh HEIC' });
});

test('a session that is over makes it wait, not fail', async () => {
  const out = (): Response => Response.json({ code: 'sign_in_required' }, { status: 401 });
  expect(await send(new Server([out])).catch((caught: unknown) => caught)).toMatchObject({
    trouble: 'signed_out',
  });
});
