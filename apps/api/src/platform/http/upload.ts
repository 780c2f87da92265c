import type { Readable } from 'node:stream';
import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import multipart, { type MultipartFile } from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { isPlainText } from '#kernel/text';
import { Problem } from './problem.js';
import { holdForRequest, ReleasesUploads } from './upload-memory.js';
import { fieldProblem } from './validation.js';

/** The largest file any route takes, in bytes: a photographed document (12 MB). Each route says what it takes itself. */
export const LARGEST_UPLOAD_BYTES = 12 * 1024 * 1024;

/** What the parts' own headers and the small fields beside the file may add. */
const ROOM_FOR_FIELDS_BYTES = 64 * 1024;

/** Of a refused body whose length nobody said, beyond what was read of it. */
const MOST_DRAINED_BYTES = 1024 * 1024;

const LIMITS = {
  // One more than is taken, so that a second one is refused by us and always in the same words.
  files: 2,
  fields: 10,
  parts: 12,
  fieldNameSize: 100,
  fieldSize: 4 * 1024,
  headerPairs: 20,
  fileSize: LARGEST_UPLOAD_BYTES,
};

/** A file somebody sent, with the text fields of the same form. The name is the sender's word and never a path of ours. */
export interface Upload {
  fileName: string;
  bytes: Buffer;
  fields: Readonly<Record<string, string>>;
}

/**
 * The route takes one file as `multipart/form-data`, in the field `file`. Everywhere else such a body is refused like any
 * other type that is not JSON.
 *
 * @param fields names of the text fields the form may bring beside it
 */
export function TakesUpload(...fields: string[]): MethodDecorator {
  const texts = Object.fromEntries(fields.map((name) => [name, { type: 'string' as const }]));
  return applyDecorators(
    RouteConfig({ takesUpload: true }),
    UseInterceptors(ReleasesUploads),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: ['file'],
        properties: { file: { type: 'string', format: 'binary' }, ...texts },
      },
    }),
  );
}

/** Lets the application read such bodies, on routes that say so. */
export async function readUploads(app: NestFastifyApplication): Promise<void> {
  await app.register(multipart, { limits: LIMITS });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preParsing', (request, _reply, _payload, done) => {
    const isForm =
      request.headers['content-type']?.trimStart().toLowerCase().startsWith('multipart/') === true;
    const { takesUpload } = request.routeOptions.config as { takesUpload?: boolean };
    done(isForm && takesUpload !== true ? new Problem('unsupported_type') : null);
  });
}

/**
 * The one file of the request and the text fields beside it, read into memory.
 *
 * @throws Problem unsupported_type (no such form), too_large (by its declared length, before it is read, or on the way),
 *   malformed_body, validation_failed (no file), overloaded (so many files at once that memory would run out)
 */
export async function readUpload(request: FastifyRequest, maxBytes: number): Promise<Upload> {
  if (!request.isMultipart()) throw new Problem('unsupported_type');
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + ROOM_FOR_FIELDS_BYTES)
    throw new Problem('too_large');
  const fields: Record<string, string> = {};
  let file: { fileName: string; bytes: Buffer } | null = null;
  try {
    for await (const part of request.parts({ limits: { ...LIMITS, fileSize: maxBytes } })) {
      if (part.type === 'file' && file !== null) throw new Problem('malformed_body');
      if (part.type === 'file')
        file = { fileName: part.filename, bytes: await readFile(request, part, maxBytes) };
      else if (part.fieldnameTruncated || part.valueTruncated) throw new Problem('too_large');
      else fields[part.fieldname] = String(part.value);
    }
  } catch (error) {
    // The parser lets go of the body a moment from now.
    setImmediate(() => drain(request.raw));
    if (error instanceof Problem) throw error;
    throw new Problem((error as { statusCode?: number }).statusCode === 413 ? 'too_large' : 'malformed_body');
  }
  if (file === null || file.bytes.length === 0) throw noFile();
  return { ...file, fields };
}

/**
 * What was not read of a refused body would stand in the way of the next request on the same connection, which the
 * storefront shares among all its visitors. Whoever goes on sending for long loses the connection instead: reading 200 MB
 * only to throw them away fills memory faster than it is swept.
 */
function drain(body: Readable): void {
  let drained = 0;
  body.on('data', (piece: Buffer) => {
    drained += piece.length;
    if (drained > MOST_DRAINED_BYTES) body.destroy();
  });
  body.resume();
}

async function readFile(request: FastifyRequest, { file }: MultipartFile, maxBytes: number): Promise<Buffer> {
  // One piece of memory, of which only what is written counts, instead of hundreds that are put together at the end.
  const declared = Number(request.headers['content-length'] ?? maxBytes);
  const whole = Buffer.allocUnsafeSlow(Math.min(declared, maxBytes));
  let length = 0;
  try {
    for await (const piece of file as AsyncIterable<Buffer>) {
      holdForRequest(request, piece.length);
      length += piece.copy(whole, length);
    }
  } catch (error) {
    // At its limit the parser destroys the stream.
    if (!file.truncated) throw error;
  }
  if (file.truncated) throw new Problem('too_large');
  return whole.subarray(0, length);
}

/** The sender's name for a file, as far as it can be shown. */
export function shownFileName(fileName: string): string {
  const name = fileName.split(/[\\/]/).at(-1)?.trim().slice(0, 200) ?? '';
  return name !== '' && isPlainText(name) ? name : 'tep-khong-ten';
}

const noFile = (): Problem => fieldProblem('file', 'required', 'Chưa chọn tệp', 'No file was sent');
