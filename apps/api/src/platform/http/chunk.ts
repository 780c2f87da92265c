import { applyDecorators } from '@nestjs/common';
import { RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';
import { fieldProblem } from './validation.js';

/** The type of a piece of a file, as tus 1.0 names it. */
const CHUNK_TYPE = 'application/offset+octet-stream';

/** As much as any body: a piece waits in memory until it is whole, and on a line of 400 kb/s this takes five seconds. */
const LARGEST_CHUNK_BYTES = 256 * 1024;

/** A piece of a file, and where in it the piece begins. */
export interface Chunk {
  offset: number;
  bytes: Buffer;
}

/** The route takes a piece of a file as its whole body. Everywhere else such a body is refused. */
export function TakesChunk(): MethodDecorator {
  return applyDecorators(
    RouteConfig({ takesChunk: true }),
    ApiConsumes(CHUNK_TYPE),
    ApiHeader({ name: 'Upload-Offset', required: true, description: 'Where in the file the piece begins' }),
    ApiBody({ schema: { type: 'string', format: 'binary' } }),
  );
}

/** Lets the application read such bodies, on routes that say so. */
export function readChunks(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser(
    CHUNK_TYPE,
    { parseAs: 'buffer', bodyLimit: LARGEST_CHUNK_BYTES },
    (_request, body, done) => done(null, body),
  );
  fastify.addHook('preParsing', async (request) => {
    const isChunk =
      request.headers['content-type']?.trimStart().toLowerCase().startsWith(CHUNK_TYPE) === true;
    const { takesChunk } = request.routeOptions.config as { takesChunk?: boolean };
    if (isChunk && takesChunk !== true) throw new Problem('unsupported_type');
  });
}

/**
 * The piece that the request is; null where its body is something else.
 *
 * @throws Problem validation_failed (Upload-Offset is missing or no number)
 */
export function chunkOf(request: FastifyRequest): Chunk | null {
  if (!Buffer.isBuffer(request.body)) return null;
  const said = request.headers['upload-offset'];
  if (typeof said !== 'string' || !/^\d{1,9}$/.test(said))
    throw fieldProblem(
      'Upload-Offset',
      'required',
      'Thiếu vị trí của đoạn tệp',
      'The place of the piece is missing',
    );
  return { offset: Number(said), bytes: request.body };
}
