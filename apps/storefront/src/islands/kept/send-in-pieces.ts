/**
 * Sends a file in pieces over a line that breaks (POST/PATCH/GET /api/v1/seller/{shop}/uploads). What was acknowledged is
 * never sent again, also not after the page, the phone or the server was started anew.
 */
import { ask, NotSent, problemOf, taken, troubleOf, type Ask } from './refusals.js';

/** At 400 kb/s six tenths of a second: a page that is left in the middle of a piece loses no more than that. */
const FIRST_PIECE_BYTES = 32 * 1024;
/** On a line of 8 kb/s this still arrives within the patience below. */
const SMALLEST_PIECE_BYTES = 16 * 1024;
/** What the API takes (platform/http/chunk.ts). */
const LARGEST_PIECE_BYTES = 256 * 1024;
/** A piece that was through faster than this may be twice as large: the wait for its answer costs less then. */
const QUICK_MS = 2_000;
const PIECE_PATIENCE_MS = 30_000;
const WORD_PATIENCE_MS = 15_000;

/** A file on its way: what must be known to go on with it. */
export interface FileOnItsWay {
  blob: Blob;
  /** In hex, where this browser can work it out (only over https): it finds the upload again and holds the file to it. */
  sha256: string | null;
  /** Of the upload that was begun. */
  uploadId: string | null;
}

export interface Progress {
  /** It was announced under that id, which must outlive the page. */
  begun(uploadId: string): Promise<void>;
  /** So many bytes are safe. */
  safe(bytes: number): void;
}

interface Upload {
  id: string;
  offset: number;
  status: 'open' | 'done' | 'refused';
  resultId: string | null;
}

interface Line {
  send: Ask;
  now: () => number;
}

const browserLine: Line = { send: (...request) => fetch(...request), now: () => performance.now() };

/**
 * The id of the picture the file became.
 *
 * @throws NotSent: no_answer (go on later with the same `FileOnItsWay`), signed_out, refused
 */
export async function sendInPieces(
  shop: string,
  file: FileOnItsWay,
  progress: Progress,
  { send, now }: Line = browserLine,
): Promise<string> {
  const uploads = `/api/v1/seller/${encodeURIComponent(shop)}/uploads`;
  let upload = (file.uploadId === null ? null : await look(send, uploads, file.uploadId)) ?? (await begin());
  let size = FIRST_PIECE_BYTES;
  let stumbled = false;
  while (upload.status === 'open') {
    progress.safe(upload.offset);
    const begunAt = now();
    // Whole and still open: the server died over its last piece, which may be said again.
    const from =
      upload.offset < file.blob.size ? upload.offset : Math.max(0, upload.offset - SMALLEST_PIECE_BYTES);
    const answered = await piece(upload.id, from, from + size).catch((error: unknown) => {
      // The server may have it all the same, and asking costs less than sending it again. Twice, and whoever called waits.
      if (stumbled || !(error instanceof NotSent) || error.trouble !== 'no_answer') throw error;
      return null;
    });
    stumbled = answered === null || answered <= upload.offset;
    if (stumbled) size = Math.max(SMALLEST_PIECE_BYTES, size / 2);
    else if (now() - begunAt < QUICK_MS) size = Math.min(LARGEST_PIECE_BYTES, size * 2);
    upload =
      answered !== null && answered < file.blob.size
        ? { ...upload, offset: answered }
        : ((await look(send, uploads, upload.id)) ?? (await begin()));
  }
  if (upload.status === 'refused' || upload.resultId === null) throw new NotSent('refused');
  progress.safe(file.blob.size);
  return upload.resultId;

  async function begin(): Promise<Upload> {
    const wish = { kind: 'picture', bytes: file.blob.size, sha256: file.sha256 ?? undefined };
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'vi' },
      body: JSON.stringify(wish),
    };
    const begun = (await (await taken(await ask(send, uploads, request, WORD_PATIENCE_MS))).json()) as Upload;
    await progress.begun(begun.id);
    return begun;
  }

  /** Where the next piece begins. */
  async function piece(id: string, from: number, end: number): Promise<number> {
    const request = {
      method: 'PATCH',
      headers: {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(from),
        'accept-language': 'vi',
      },
      body: file.blob.slice(from, end),
    };
    const answer = await ask(send, `${uploads}/${id}`, request, PIECE_PATIENCE_MS);
    if (answer.status < 400)
      return Number(answer.headers.get('upload-offset') ?? Math.min(end, file.blob.size));
    const problem = await problemOf(answer);
    // Another tab, or a piece whose answer was lost: the server says where to go on.
    if (problem.code === 'wrong_offset' && typeof problem['offset'] === 'number') return problem['offset'];
    // Nobody went on with it for a day.
    if (answer.status === 404) throw new NotSent('no_answer');
    throw troubleOf(answer.status, problem, answer.headers.get('retry-after'));
  }
}

/** How far it is; null where the server knows no such upload any more. @throws NotSent */
async function look(send: Ask, uploads: string, id: string): Promise<Upload | null> {
  const answer = await ask(send, `${uploads}/${id}`, { cache: 'no-store' }, WORD_PATIENCE_MS);
  if (answer.status === 404) return null;
  return (await (await taken(answer)).json()) as Upload;
}
